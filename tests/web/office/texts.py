"""Two releases that are pasted, and the form in which they are looked over."""

import re
from html import unescape

RELEASE = """Press release

Queues cost the poorest twice

2 November 2026

Waiting an hour costs a cleaner twice what it costs a lawyer[i], says a report by the Larkfield Foundation and the \
Merrow Trust.

Ruth Adeyemi, Director of Research at the Larkfield Foundation, says: 'Nobody counts the hours of those who wait'.

'The Waiting Room' will be launched on 17 December 2026 at 6.30pm at a panel event featuring Miriam Castellanos, \
Presenter of The Long View, Tomasz Wieczorek, Chief Executive, Westmoor Council, Siân Llewellyn, Professor of Law at \
the University of Wexcombe, and Reader in Courts at the Open Institute, and Ida Fairweather, Founder of Queue Theory.

Notes to editors

For further information, please contact:

Larkfield Foundation: Jo Reed: 020 7946 0182 / press@larkfield.example

About the Larkfield Foundation
The Larkfield Foundation pays for research on time. It was founded in 1998.
www.larkfield.example

[i] Larkfield Foundation (2026) 'Hours and wages'. Bristol: Larkfield Foundation.
"""

FULL = """EMBARGOED UNTIL 00.01 THURSDAY 17 DECEMBER 2026

Queues cost the poorest twice

Waiting an hour costs a cleaner twice what it costs a lawyer[i], says 'The Waiting Room', a report by the Larkfield \
Foundation and the Merrow Trust.

Ruth Adeyemi, Director of Research at the Larkfield Foundation, says: 'Nobody counts the [long] hours of those who \
wait'.

'The Waiting Room' will be launched on 17 December 2026 at 6.30pm at a panel event featuring Miriam Castellanos, \
Presenter of The Long View, Tomasz Wieczorek, Chief Executive, Westmoor Council (tbc), and Ida Fairweather, Founder \
of Queue Theory.

Notes to editors

1. The report is free.

2. Pictures are on request.

For further information, please contact:

Larkfield Foundation: Jo Reed: 020 7946 0182 / press@larkfield.example

Merrow Trust: Mo Quill: 020 7946 0183 / mo@merrow.example

About the Larkfield Foundation
The Larkfield Foundation pays for research on time.
www.larkfield.example

About the Merrow Trust
The Merrow Trust listens.

[i] Larkfield Foundation (2026) 'Hours & [other] wages'. Bristol: Larkfield Foundation.
"""


def fields(html: str) -> dict[str, str]:
    """What stands in the fields of the form, as a browser would send it."""
    form = html.partition('<form method="post" action="/office/new/launch"')[2]
    typed = dict(re.findall(r'<input (?:id="\w+" )?type="\w+" name="(\w+)" value="([^"]*)"', form))
    typed |= dict(re.findall(r'<textarea [^>]*?name="(\w+)"[^>]*>\n([^<]*)</textarea>', form))
    typed |= dict(re.findall(r'<select [^>]*name="(\w+)".*?<option value="([^"]*)" selected', form, re.DOTALL))
    return {name: unescape(value) for name, value in typed.items()}
