"""The press room: releases, their parts and formats, and who reads them when."""

from events.press import reach as reach  # whoever knows releases knows what is reached from them
