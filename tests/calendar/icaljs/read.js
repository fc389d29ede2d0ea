// Reads calendars as Thunderbird does: a JSON list of texts in, what each says out. Text that begins with [ is jCal.
import ICAL from "ical.js"
import { readFileSync } from "node:fs"

const moment = (time) => (time.isDate ? time.toString() : time.toJSDate().toISOString().replace(".000Z", "Z"))

function entry(component) {
  const event = new ICAL.Event(component)
  const all = (name) => component.getAllProperties(name).flatMap((property) => property.getValues())
  const conference = component.getFirstProperty("conference")
  return {
    uid: event.uid,
    summary: event.summary,
    start: moment(event.startDate),
    end: moment(event.endDate),
    status: component.getFirstPropertyValue("status"),
    sequence: component.getFirstPropertyValue("sequence"),
    location: event.location,
    description: event.description,
    url: component.getFirstPropertyValue("url"),
    categories: all("categories"),
    geo: component.getFirstPropertyValue("geo"),
    conference: conference && [conference.getFirstValue(), conference.getParameter("label")],
    modified: moment(component.getFirstPropertyValue("last-modified")),
  }
}

const read = (text) => {
  const calendar = new ICAL.Component(text.startsWith("[") ? JSON.parse(text) : ICAL.parse(text))
  return {
    name: calendar.getFirstPropertyValue("x-wr-calname"),
    events: calendar.getAllSubcomponents("vevent").map(entry),
    parts: calendar.getAllSubcomponents("vevent").flatMap((event) => event.getAllSubcomponents().map((part) => part.name)),
  }
}

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(read)))
