"""Who may do what in the office: an organiser's roles, and the mandate that a route's rule makes of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from events.accounts.models import Account, Role
from events.storage import By
from events.visibility import Reader


class NotYours(LookupError):
    """There is nothing here that this organiser may work on; they get the answer to what does not exist."""


@dataclass(frozen=True)
class Mandate:
    """The role that an action needs, and the organisations at which the organiser has it.

    Every query of the office for something to work on takes one: what no organisation of it holds is not found.
    """

    needs: Role
    organisations: frozenset[UUID]


@dataclass(frozen=True)
class Organiser:
    """Somebody signed in, with a role at each organisation that they work for."""

    account: Account
    roles: Mapping[UUID, Role]

    def mandate(self, needs: Role) -> Mandate:
        return Mandate(needs, frozenset(key for key, role in self.roles.items() if role.covers(needs)))

    @property
    def reader(self) -> Reader:
        """They see what their organisations hold, published or not."""
        return Reader(organisations=frozenset(self.roles))

    @property
    def by(self) -> By:
        return By(self.account.called, self.account.id, frozenset(self.roles))

    def reads_notes_of(self, house_id: UUID | None) -> bool:
        """Whether they work where something was noted for the office: why it was done, at which address whom was asked.

        Others behind the same launch read what was done, when, by whom, and what was told to everybody.
        """
        return house_id in self.roles
