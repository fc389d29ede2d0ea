"""What surrounds a release on a page of the web or in a mail, and says nothing of it."""

import re

FURNITURE = re.compile(
    r"""\W*(?:(?:back\ to\ )?(?:all\ |latest\ |our\ )?(?:news|press\ releases|events|stories)(?:\ (?:and\ (?:events
    |media|views|comment)|archive))?
    | home(?:\ ?[>/|»›]\ ?[\w\ &'’-]{1,40}){0,6} | (?:news|press|media)(?:\ ?[>/»›]\ ?[\w\ &'’-]{1,40}){1,5}
    | about\ us|what\ we\ do|who\ we\ are|our\ (?:work|people|impact)|publications|contact(?:\ us)?|events|blog
    |search(?:\ this\ site)?|menu|close|login|log\ in|sign\ in|donate|shop|subscribe|careers|accessibility
    |main\ navigation|navigation|languages?|english
    | (?:you\ are\ here|breadcrumbs?)\b[^\n]{0,120}|toggle\ \w+
    | skip\ to\ (?:main\ |the\ )?(?:content|navigation|search)|(?:back|return)\ to\ (?:the\ )?(?:top|news|list
    |overview|search\ results|press\ releases)
    | share(?:\ (?:this(?:\ (?:page|article|story|post|release))?|on\ [\w\ ,]{1,40}|via\ \w+))?|tweet|like|copy\ link
    |(?:print|e-?mail|save)(?:\ this(?:\ (?:page|article|release))?)?|print\ (?:version|friendly)
    | (?:(?:facebook|x|twitter|linkedin|instagram|whatsapp|bluesky|mastodon|youtube|threads|e-?mail|print|link
    |rss)\W{0,3}(?:\(opens\ in\ (?:a\ )?new\ (?:tab|window)\)\W{0,3})?){1,8}
    | (?:opens\ in\ (?:a\ )?new\ (?:tab|window)|loading\W*|advertisement)|\d{1,2}[\ -]min(?:ute)?s?\ read
    |reading\ time:?\ \d+\ min\w*
    | (?:we\ use|this\ (?:web)?site\ uses)\ cookies[^\n]{0,160}|(?:accept|reject|manage
    |allow)(?:\ all)?(?:\ (?:additional|optional|analytics))?\ cookies|cookies?(?:\ (?:settings|policy|preferences
    |on\ this\ (?:web)?site))?|cookie\ \w+
    | (?:privacy|terms)(?:\ (?:policy|notice|and\ conditions|of\ use))?(?:\ ?[|·•]\ ?[\w\ &]{1,30}){0,8}|(?:©
    |copyright)[^\n]{0,120}|all\ rights\ reserved
    | (?:related|more|similar|other|latest|recommended|you\ may\ also\ like|read)\ (?:content|news|stories|articles
    |links|topics|next|more|press\ releases|from\ [\w\ ]{1,30})|you\ (?:may|might)\ also\ like|read\ more
    |find\ out\ more|learn\ more|view\ all|see\ all|next|previous
    | (?:sign\ up|subscribe)\ (?:to|for)\ [\w\ ]{1,40}|follow\ us(?:\ on\ [\w\ ,]{1,40})?|is\ (?:this\ page
    |there\ anything)[\w\ ]{1,40}\??|was\ this\ page\ useful\??|download\ (?:the\ |this\ |as\ )?(?:pdf|press\ release
    |release)
    | you\ (?:are\ )?receiv(?:e|ed|ing)\ this[^\n]{0,160}|(?:to\ )?unsubscribe[^\n]{0,80}
    |view\ (?:this\ (?:e-?mail\ )?)?(?:in|online)[^\n]{0,40}browser
    | please\ consider\ the\ (?:trees?|environment|planet)[^\n]{0,100}|update\ your\ preferences[^\n]{0,60}
    | page\ \d{1,3}(?:\ of\ \d{1,3})?|\d{1,3}\ ?[/|]\ ?\d{1,3}|-\ ?\d{1,3}\ ?-|\d{1,2}|[-–—\ (]*(?:more(?:\ follows)?
    |mf|continued?(?:\ overleaf)?|m/f)[-–—\ )]*|press\ office|media\ cent(?:re|er)
    )\W*""",
    re.IGNORECASE | re.VERBOSE,
)
BANNER_AGAIN = re.compile(
    r"\W*(?:(?:press|news|media) releases?|for immediate release|newsroom|news)\W*", re.IGNORECASE
)
NAVIGATION = re.compile(
    r"(?:(?:about(?: us)?|home|(?:our )?(?:people|team|work|services|impact)|publications?|research|events?|news"
    r"|blog|press|media|contact(?: us)?|donate|shop|sign in|log ?in|register"
    r"|basket(?: \(\d+\))?|search|menu|subscribe|join(?: us)?|support us|get involved|careers|jobs|policy"
    r"|resources|topics|projects|library|facebook|twitter|linkedin|instagram|rss|youtube"
    r"|tweet(?: this)?|share(?: (?:this|on \w+))?|print(?: this)?|save(?: as pdf)?|e-?mail"
    r"|follow us on \w+)(?:\W+|$)){3,}",
    re.IGNORECASE,
)
MAILING = re.compile(r"\b(?:you (?:are )?receiv(?:e|ed|ing) this|unsubscribe)\b", re.IGNORECASE)
BASKET = re.compile(r"\b(?:basket|cart|trolley) \(\d+\)$", re.IGNORECASE)
WITHOUT_LINK = re.compile(r"\s?\(https?://[^\s()]+\)$")  # `View in your browser (https://…)`
