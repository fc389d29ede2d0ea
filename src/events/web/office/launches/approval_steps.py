"""What happened to an approval, step by step: who did what, when, about which words, and what they wrote with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from events.press import differences, standings
from events.press.approval_models import Approval, ApprovalStep, State, Subject
from events.press.differences import Paragraph

_THEIRS = {
    State.APPROVED: "approved",
    State.SUGGESTED: "suggested other words for",
    State.DECLINED: "did not approve",
}
_OURS = {
    State.ASKED: "asked about",
    State.REOPENED: "changed the words in",
    State.OVERRIDDEN: "went on without an approval of",
}


@dataclass(frozen=True)
class Told:
    """One step. `changed` is what its words say otherwise than those of the step before."""

    step: ApprovalStep
    did: str
    changed: Sequence[Paragraph]
    suggested: Sequence[Paragraph]


def told(approval: Approval) -> list[Told]:
    """All of them, the first first: they are kept for good, whatever holds since."""
    found: list[Told] = []
    for step in approval.steps:
        before = found[-1].step if found else step
        changed = () if before.sha256 == step.sha256 else differences.between(before.words, step.words)
        earlier = [each.step for each in found]
        found.append(Told(step, _did(approval, step, earlier), changed, standings.suggested(step, approval.subject)))
    return found


def _did(approval: Approval, step: ApprovalStep, earlier: Sequence[ApprovalStep]) -> str:
    """`approved version 2`"""
    about = "the listing" if approval.subject is Subject.LISTING else f"version {step.number}"
    if step.did in standings.ANSWERS and step.by == approval.name:
        return f"{_THEIRS[step.did]} {about}"
    if step.did not in standings.ANSWERS:
        return f"{_OURS[step.did]} {about}"
    if any(each.sha256 == step.sha256 and each.did is step.did for each in earlier):
        return f"put the words back, for which the answer holds again, in {about}"
    return f"took the suggested words over into {about}, which approves them"
