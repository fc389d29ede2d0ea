"""`/approve/TOKEN`: the exact words, what changed in them, and the answer of whoever was asked."""

from typing import Annotated, Any, Literal

from pydantic import Field
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from events import addresses
from events.press import approvals, differences
from events.press.approval_models import COMMENT_AT_MOST, WORDS_AT_MOST, State, Subject
from events.press.approvals import NoComment, NoSuggestion, NotApproved, Said, TooLate, Undecided, WordsChanged
from events.press.differences import Paragraph
from events.press.standings import Standing
from events.storage.types import Prose
from events.web import forms
from events.web.approving.guard import Asking
from events.web.forms import Details, Form
from events.web.public import page
from events.web.public.page import Head
from events.web.site import site

PRIVATE = {"cache-control": "private, no-store", "x-robots-tag": "noindex, nofollow"}
_Comment: Any = Prose(COMMENT_AT_MOST).edge
_Wording: Any = Prose(WORDS_AT_MOST).edge


class Given(Details):
    """What somebody answers; `words` is the hash of the words they saw."""

    answer: Literal["approve", "comment", "suggest", "decline"]
    words: Annotated[str, Field(max_length=64)]
    comment: _Comment | None = Field(default=None, title="The comment")
    suggestion: _Wording | None = Field(default=None, title="Your wording")


async def show(request: Request, asking: Asking) -> Response:
    return await _page(request, asking, _fresh(asking.standing))


async def answer(request: Request, asking: Asking) -> Response:
    form = forms.read(await request.form(), Given)
    if form.mistakes:
        return await _page(request, asking, form, status=422)
    given = form.details
    said = Said(
        _ANSWERS[given.answer],
        given.words,
        comment=given.comment,
        suggestion=given.suggestion,
        is_comment=given.answer == "comment",
    )
    try:
        await approvals.answer(asking.db, asking.token, said, head=site(request).letterhead, now=asking.now)
    except TooLate as error:
        form.refuse("answer", error)
        return await _page(request, asking, form, status=409)
    except WordsChanged as error:
        form.refuse("text", error)
        return await _page(request, asking, form, status=409)
    except NotApproved as error:
        form.refuse("answer", error)
        return await _page(request, asking, form, status=409)
    except NoComment as error:
        form.refuse("comment", error)
        return await _page(request, asking, form, status=422)
    except (NoSuggestion, Undecided) as error:
        form.refuse("suggestion", error)
        return await _page(request, asking, form, status=422)
    return RedirectResponse(addresses.approval(asking.token), 303, PRIVATE)


def _fresh(standing: Standing) -> Form[Given]:
    return forms.shown(suggestion=standing.words.text if standing.words else None, comment=None)


async def _page(request: Request, asking: Asking, form: Form[Given], *, status: int = 200) -> Response:
    standing = asking.standing
    speaker = await approvals.themselves(asking.db, standing.approval)
    lead = standing.approval.launch.lead
    head = Head(title=_TITLES[standing.approval.subject], path=request.url.path, accent=lead.accent, indexed=False)
    response = page.rendered(
        request,
        "approving/approval.html",
        head,
        status=status,
        standing=standing,
        approval=standing.approval,
        words=standing.words,
        lead=lead,
        form=form,
        changes=_changes(standing),
        unsent=_unsent(standing, form),
        comes=speaker and speaker.state,
        now=asking.now,
    )
    response.headers.update(PRIVATE)
    return response


def _changes(standing: Standing) -> tuple[Paragraph, ...]:
    """What is different from the words that they last approved, or at least last answered about."""
    before = standing.approved or standing.last
    if standing.words is None or before is None or standing.words.are(before.sha256):
        return ()
    return differences.between(before.words, standing.words.with_day)


def _unsent(standing: Standing, form: Form[Given]) -> tuple[str, ...]:
    """What they wrote, where there is no form any more in which it would stand: they want to send it otherwise."""
    if standing.is_open or not form.mistakes:
        return ()
    stood = standing.words.text if standing.words else ""
    comment, suggestion = form.value("comment"), form.value("suggestion")
    return tuple(each for each in (comment, suggestion if suggestion.split() != stood.split() else "") if each.strip())


_ANSWERS = {"approve": State.APPROVED, "comment": State.APPROVED, "suggest": State.SUGGESTED, "decline": State.DECLINED}
_TITLES = {
    Subject.RELEASE: "Do you approve this release?",
    Subject.QUOTATION: "Do you approve these words?",
    Subject.LISTING: "Is this how you are listed?",
}
