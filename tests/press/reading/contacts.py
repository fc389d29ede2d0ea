"""A release with somebody below it whom the press may ring, and who is found there."""

from events.press.reading import reading
from tests.press.reading import measuring

NEWS = "Councils have lost a tenth of their street trees in ten years, says a report published today by the Tree Forum."


def ringing(lines: str) -> list[tuple[str | None, ...]]:
    draft = reading.read(f"Trees are lost\n\n{NEWS}\n\n{lines}", today=measuring.TODAY)
    told = ((each.organisation, each.name, each.phone, each.email) for each in draft.press_contacts)
    return [tuple(fact.value if fact else None for fact in each) for each in told]
