"""Which clock is kept where: cities, countries, counties and the codes of postmen, as far as a release names them."""

import itertools
import re
from collections.abc import Mapping
from functools import lru_cache

_MOST = 100
_CITIES: Mapping[str, str] = {
    "Europe/London": ("London|Edinburgh|Glasgow|Aberdeen|Dundee|Inverness|Cardiff|Swansea|Aberystwyth|Bangor|Belfast"
    "|Derry"
    "|Manchester|Salford|Birmingham"
    "|Leeds|Sheffield|Bradford|Liverpool|Bristol|Newcastle|Nottingham|Leicester|Coventry|Oxford|Cambridge"
    "|Brighton|Southampton|Portsmouth|Plymouth|Exeter|Bath"
    "|York|Norwich|Hull|Durham|Sunderland|Lancaster|Canterbury|Stirling|Warwick|Reading|Gloucester|Westminster"
    "|Blackpool|Preston|Carlisle|Chester|Derby|Wolverhampton|Peterborough|Ipswich|Colchester|Cheltenham|Worcester"
    "|Lincoln|Middlesbrough|Harrogate|Scarborough|Whitby|Margate|Hastings|Bournemouth|Taunton|Truro|Wrexham"
    "|Perth, Scotland|England|Scotland|Wales|Northern Ireland|UK|United Kingdom|Britain|Great Britain"
    "|Huddersfield|Barnsley|Doncaster|Rotherham|Grimsby|Scunthorpe|Oldham|Rochdale|Stockport"
    "|Warrington|Wigan|Stoke-on-Trent|Shrewsbury|Telford|Hereford|Swindon|Luton|Milton Keynes"
    "|Northampton|Watford|Slough|Maidstone|Folkestone|Eastbourne|Torquay|Penzance|Falmouth"
    "|Merthyr Tydfil|Llandudno|Caernarfon|Haverfordwest|Lerwick|Kirkwall|Stornoway|Oban|Fort William"
    "|Paisley|Dumfries|Falkirk|Kirkcaldy|St Andrews|Omagh|Enniskillen|Lisburn|Newry|Armagh|Coleraine"
    "|Gateshead|Hexham|Kendal|Barrow-in-Furness"),
    "Europe/Dublin": ("Dublin|Cork|Galway|Limerick|Waterford|Kilkenny|Sligo|Maynooth|Ireland"
    "|Athlone|Dundalk|Drogheda|Tralee|Ennis|Letterkenny|Castlebar|Portlaoise|Tullamore"),
    "Europe/Paris": ("Paris|Lyon|Marseille|Strasbourg|Toulouse|Lille|Bordeaux|Nice|Grenoble|France"
    "|Rennes|Nantes|Montpellier|Rouen|Dijon"),
    "Europe/Brussels": ("Brussels|Bruxelles|Antwerp|Ghent|Leuven|Bruges|Belgium"
    "|Liège|Namur|Mechelen"),
    "Europe/Amsterdam": ("Amsterdam|Rotterdam|Utrecht|The Hague|Den Haag|Leiden|Delft|Eindhoven|Groningen|Netherlands"
    "|Maastricht|Nijmegen|Arnhem|Haarlem|Tilburg|Breda|Zwolle"),
    "Europe/Berlin": ("Berlin|Bonn|Munich|München|Frankfurt|Hamburg|Cologne|Köln|Leipzig|Dresden|Stuttgart"
    "|Düsseldorf|Heidelberg"
    "|Hannover|Hanover|Germany|Deutschland"
    "|Bremen|Nuremberg|Nürnberg|Essen|Dortmund|Bochum|Mainz|Kiel|Rostock|Freiburg|Karlsruhe|Mannheim"
    "|Potsdam|Weimar|Jena|Göttingen|Münster"),
    "Europe/Vienna": "Vienna|Wien|Graz|Salzburg|Innsbruck|Linz|Austria",
    "Europe/Zurich": ("Zurich|Zürich|Geneva|Genève|Bern|Basel|Lausanne|Switzerland"
    "|Lucerne|Luzern|Winterthur|St\\. Gallen"),
    "Europe/Rome": ("Rome|Roma|Milan|Turin|Florence|Naples|Venice|Bologna|Parma|Trieste|Italy"
    "|Palermo|Genoa|Verona|Padua|Pisa"),
    "Europe/Madrid": ("Madrid|Barcelona|Valencia|Seville|Bilbao|Spain"
    "|Málaga|Malaga|Zaragoza|Granada"),
    "Europe/Lisbon": ("Lisbon|Lisboa|Porto|Portugal"
    "|Coimbra|Braga"),
    "Europe/Copenhagen": ("Copenhagen|København|Aarhus|Denmark"
    "|Odense|Aalborg|Roskilde"),
    "Europe/Stockholm": ("Stockholm|Gothenburg|Malmö|Uppsala|Sweden"
    "|Lund|Linköping|Umeå|Örebro"),
    "Europe/Oslo": ("Oslo|Bergen|Trondheim|Norway"
    "|Tromsø|Stavanger|Bodø"),
    "Europe/Helsinki": ("Helsinki|Turku|Tampere|Finland"
    "|Oulu|Jyväskylä|Espoo"),
    "Europe/Warsaw": ("Warsaw|Krakow|Kraków|Gdansk|Gdańsk|Poland"
    "|Wrocław|Wroclaw|Poznań|Poznan|Łódź"),
    "Europe/Prague": "Prague|Brno|Czech Republic|Czechia",
    "Europe/Budapest": "Budapest|Hungary",
    "Europe/Athens": "Athens|Thessaloniki|Heraklion|Greece",
    "Europe/Luxembourg": "Luxembourg",
    "Europe/Ljubljana": "Ljubljana|Slovenia",
    "Europe/Zagreb": "Zagreb|Croatia",
    "Europe/Bratislava": "Bratislava|Slovakia",
    "Europe/Bucharest": "Bucharest|Romania",
    "Europe/Sofia": "Sofia|Bulgaria",
    "Europe/Vilnius": "Vilnius|Lithuania",
    "Europe/Riga": "Riga|Latvia",
    "Europe/Tallinn": "Tallinn|Tartu|Estonia",
    "Europe/Malta": "Valletta|Malta",
    "Asia/Nicosia": "Nicosia|Cyprus",
    "Europe/Istanbul": "Istanbul|Ankara|Turkey|Türkiye",
    "Atlantic/Reykjavik": "Reykjavik|Reykjavík|Iceland",
    "Europe/Kyiv": "Kyiv|Ukraine",
    "America/New_York": ("Maine|Vermont|New Hampshire|Massachusetts|Connecticut|Rhode Island|New Jersey|Pennsylvania"
    "|Delaware|Maryland"
    "|Virginia"
    "|North Carolina|South Carolina|Ohio|New York|Washington, D\\.?C\\.?|Washington DC|Boston|Philadelphia"
    "|Pittsburgh|Baltimore|Atlanta|Miami|Orlando|Cleveland|Columbus|Cincinnati"
    "|Richmond|Charlotte|Raleigh|Durham, N|Providence|Buffalo|Brooklyn|Manhattan"
    "|Tampa|Jacksonville|Toledo|Akron|Dayton|Rochester|Syracuse|New Haven|Hartford|Savannah"
    "|Charleston|Wilmington"),
    "America/Detroit": "Michigan|Detroit|Ann Arbor",
    "America/Chicago": ("Illinois|Wisconsin|Minnesota|Iowa|Missouri|Arkansas|Louisiana|Mississippi|Alabama|Oklahoma"
    "|Texas|Chicago"
    "|Minneapolis|St\\. Paul|St\\. Louis|Kansas City|Milwaukee|Houston|Dallas|Austin|San Antonio|New Orleans"
    "|Nashville|Memphis|Omaha|Des Moines"
    "|Tulsa|Little Rock|Baton Rouge|Fort Worth|Duluth|Sioux Falls"),
    "America/Denver": "Colorado|Utah|New Mexico|Wyoming|Montana|Denver|Boulder|Salt Lake City|Albuquerque|Santa Fe",
    "America/Phoenix": "Arizona|Phoenix|Tucson",
    "America/Los_Angeles": ("California|Nevada|Oregon|Los Angeles|San Francisco|Seattle|San Diego|Sacramento|Oakland"
    "|Berkeley|San Jose"
    "|Las Vegas"
    "|Spokane|Tacoma|Fresno|Long Beach"),
    "America/Toronto": ("Toronto|Ottawa|Montreal|Montréal|Quebec|Québec|Hamilton, O|Kingston, O|Gatineau|Ontario"
    "|Thunder Bay|Sudbury|Guelph|Mississauga|Sault Ste\\. Marie"),
    "America/Winnipeg": "Winnipeg|Manitoba",
    "America/Edmonton": "Calgary|Edmonton|Alberta",
    "America/Vancouver": "Vancouver|British Columbia",
    "America/Halifax": "Nova Scotia|New Brunswick|Fredericton|Moncton",
    "America/St_Johns": "St\\. John['’]s|Newfoundland",
    "America/Regina": "Regina|Saskatoon|Saskatchewan",
    "America/Mexico_City": "Mexico City|Mexico",
    "America/Sao_Paulo": "São Paulo|Sao Paulo|Rio de Janeiro|Brasília|Brasilia",
    "America/Bogota": "Bogotá|Bogota|Colombia",
    "America/Argentina/Buenos_Aires": "Buenos Aires|Argentina",
    "America/Santiago": "Santiago|Chile",
    "Australia/Sydney": "Sydney|Canberra|Parramatta|Wollongong|New South Wales",
    "Australia/Melbourne": "Melbourne|Geelong|Ballarat|Bendigo",
    "Australia/Brisbane": ("Brisbane|Cairns|Townsville|Queensland"
    "|Gold Coast|Rockhampton|Toowoomba"),
    "Australia/Adelaide": "Adelaide|South Australia",
    "Australia/Perth": ("Perth|Fremantle|Western Australia"
    "|Broome|Kalgoorlie|Bunbury"),
    "Australia/Hobart": "Hobart|Launceston|Tasmania",
    "Australia/Darwin": ("Darwin|Northern Territory"
    "|Alice Springs"),
    "Pacific/Auckland": ("Auckland|Wellington|Christchurch|Dunedin|New Zealand|Aotearoa"
    "|Tauranga|Rotorua|Palmerston North|Invercargill|Whangārei|New Plymouth"),
    "Asia/Kolkata": ("New Delhi|Delhi|Mumbai|Bengaluru|Bangalore|Chennai|Kolkata|Hyderabad|Pune|Ahmedabad|Jaipur"
    "|Lucknow|Bhopal"
    "|Kochi|India"
    "|Chandigarh|Guwahati|Patna|Bhubaneswar|Thiruvananthapuram|Nagpur|Surat|Indore|Mysuru|Coimbatore"
    "|Shillong|Ranchi|Noida|Gurugram|Visakhapatnam|Varanasi"),
    "Asia/Dhaka": ("Dhaka|Bangladesh"
    "|Chattogram|Chittagong|Sylhet|Khulna"),
    "Asia/Karachi": ("Karachi|Lahore|Islamabad|Pakistan"
    "|Peshawar|Faisalabad|Rawalpindi|Quetta|Multan"),
    "Asia/Colombo": ("Colombo|Sri Lanka"
    "|Kandy|Jaffna"),
    "Asia/Kathmandu": ("Kathmandu|Nepal"
    "|Pokhara|Lalitpur|Bhaktapur"),
    "Asia/Singapore": "Singapore",
    "Asia/Hong_Kong": "Hong Kong",
    "Asia/Tokyo": "Tokyo|Kyoto|Osaka|Japan",
    "Asia/Seoul": ("Seoul"
    "|Busan|South Korea"),
    "Asia/Bangkok": ("Bangkok|Thailand"
    "|Chiang Mai"),
    "Asia/Jakarta": ("Jakarta"
    "|Bandung|Surabaya|Yogyakarta"),
    "Asia/Manila": ("Manila|Philippines|Iloilo City|Iloilo"
    "|Cebu|Davao|Quezon City|Makati"),
    "Asia/Kuala_Lumpur": ("Kuala Lumpur|Malaysia"
    "|Penang|George Town|Johor Bahru|Putrajaya"),
    "Asia/Dubai": "Dubai|Abu Dhabi",
    "Asia/Jerusalem": "Jerusalem|Tel Aviv|Haifa|Israel",
    "Asia/Beirut": "Beirut|Lebanon",
    "Asia/Amman": "Amman",
    "Africa/Johannesburg": ("Johannesburg|Cape Town|Pretoria|Durban|South Africa"
    "|Stellenbosch|Bloemfontein|Gqeberha|Port Elizabeth|Polokwane|Soweto|Makhanda"),
    "Africa/Nairobi": ("Nairobi|Mombasa|Kenya"
    "|Kisumu|Eldoret|Nakuru"),
    "Africa/Lagos": ("Lagos|Abuja|Nigeria"
    "|Ibadan|Kano|Kaduna|Port Harcourt|Enugu"),
    "Africa/Accra": ("Accra|Kumasi|Ghana"
    "|Tamale|Cape Coast"),
    "Africa/Kampala": ("Kampala|Uganda"
    "|Entebbe|Gulu|Jinja|Mbarara"),
    "Africa/Kigali": "Kigali|Rwanda",
    "Africa/Addis_Ababa": "Addis Ababa|Ethiopia",
    "Africa/Dar_es_Salaam": ("Dar es Salaam|Tanzania"
    "|Arusha|Dodoma|Zanzibar|Mwanza"),
    "Africa/Lusaka": ("Lusaka|Zambia"
    "|Ndola|Kitwe|Livingstone"),
    "Africa/Cairo": "Cairo|Egypt",
    "Africa/Dakar": "Dakar|Senegal",
    "America/Whitehorse": "Whitehorse|Yukon",
    "America/Yellowknife": "Yellowknife",
    "America/Iqaluit": "Iqaluit",
    "America/Anchorage": "Anchorage|Alaska",
    "Pacific/Honolulu": "Honolulu|Hawaii|Hawai['’]i",
    "America/Boise": "Boise",
    "America/Indiana/Indianapolis": "Indianapolis|Indiana",
    "America/Kentucky/Louisville": "Louisville",
    "America/Jamaica": "Kingston, Jamaica|Jamaica",
    "America/Port_of_Spain": "Port of Spain|Trinidad and Tobago",
    "America/Barbados": "Bridgetown|Barbados",
    "America/Lima": "Lima|Peru",
    "America/Guayaquil": "Quito|Ecuador",
    "America/La_Paz": "La Paz|Bolivia",
    "America/Montevideo": "Montevideo|Uruguay",
    "America/Costa_Rica": "Costa Rica",
    "America/Guatemala": "Guatemala",
    "America/Panama": "Panama",
    "Europe/Belgrade": "Belgrade|Serbia",
    "Europe/Sarajevo": "Sarajevo",
    "Europe/Tirane": "Tirana|Albania",
    "Europe/Chisinau": "Chișinău|Chisinau|Moldova",
    "Asia/Tbilisi": "Tbilisi",
    "Asia/Yerevan": "Yerevan|Armenia",
    "Asia/Ho_Chi_Minh": "Hanoi|Ho Chi Minh City|Vietnam|Viet Nam",
    "Asia/Phnom_Penh": "Phnom Penh|Cambodia",
    "Asia/Yangon": "Yangon|Myanmar",
    "Asia/Taipei": "Taipei|Taiwan",
    "Asia/Shanghai": "Beijing|Shanghai|China",
    "Asia/Qatar": "Doha|Qatar",
    "Asia/Riyadh": "Riyadh|Jeddah",
    "Asia/Kuwait": "Kuwait City|Kuwait",
    "Asia/Muscat": "Muscat",
    "Asia/Baghdad": "Baghdad|Iraq",
    "Asia/Almaty": "Almaty|Astana|Kazakhstan",
    "Asia/Tashkent": "Tashkent|Uzbekistan",
    "Asia/Thimphu": "Thimphu|Bhutan",
    "Pacific/Fiji": "Suva|Fiji",
    "Pacific/Port_Moresby": "Port Moresby|Papua New Guinea",
    "Pacific/Apia": "Apia|Samoa",
    "Pacific/Efate": "Port Vila|Vanuatu",
    "Pacific/Guadalcanal": "Honiara|Solomon Islands",
    "Pacific/Tongatapu": "Nuku['’]alofa|Tonga",
    "Africa/Harare": "Harare|Bulawayo|Zimbabwe",
    "Africa/Blantyre": "Lilongwe|Blantyre|Malawi",
    "Africa/Maputo": "Maputo|Mozambique",
    "Africa/Gaborone": "Gaborone|Botswana",
    "Africa/Windhoek": "Windhoek|Namibia",
    "Africa/Kinshasa": "Kinshasa",
    "Africa/Douala": "Yaoundé|Douala|Cameroon",
    "Africa/Abidjan": "Abidjan|Côte d['’]Ivoire",
    "Africa/Freetown": "Freetown|Sierra Leone",
    "Africa/Monrovia": "Monrovia|Liberia",
    "Africa/Banjul": "Banjul|The Gambia",
    "Africa/Casablanca": "Casablanca|Rabat|Morocco",
    "Africa/Tunis": "Tunis|Tunisia",
    "Africa/Algiers": "Algiers|Algeria",
    "Africa/Khartoum": "Khartoum",
    "Africa/Mogadishu": "Mogadishu|Hargeisa",
    "Africa/Maseru": "Maseru|Lesotho",
    "Africa/Mbabane": "Mbabane|Eswatini",
    "Indian/Mauritius": "Port Louis|Mauritius",
    "Indian/Antananarivo": "Antananarivo|Madagascar",
}  # fmt: skip
_STATES: Mapping[str, str] = {
    "America/New_York": "NY|NJ|MA|CT|RI|NH|VT|ME|PA|MD|DE|VA|WV|NC|SC|GA|OH|D\\.?C\\.?|N\\.Y\\.|Mass\\.|Conn\\."
    "|Pa\\.|Md\\.|Va\\.",
    "America/Chicago": "IL|WI|MN|IA|MO|AR|LA|MS|AL|OK|TX|Ill\\.|Wis\\.|Minn\\.|Texas",
    "America/Detroit": "MI|Mich\\.",
    "America/Denver": "CO|UT|NM|WY|MT|Colo\\.",
    "America/Phoenix": "AZ|Ariz\\.",
    "America/Los_Angeles": "CA|WA|NV|Calif\\.|Wash\\.",
    "America/Toronto": "ON|QC|Ont\\.",
    "America/Winnipeg": "MB",
    "America/Edmonton": "AB",
    "America/Vancouver": "BC|B\\.C\\.",
    "America/Halifax": "NS|NB",
    "Australia/Sydney": "NSW|ACT",
    "Australia/Melbourne": "VIC|Vic",
    "Australia/Brisbane": "QLD|Qld",
}  # fmt: skip
_CODES: Mapping[str, str] = {
    "Europe/London": r"(?P<code>\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b)",
    "Europe/Dublin": (r"(?P<code>\b(?:[AC-FHKNPRTV-Y]\d{2}|D6W)\s[0-9AC-FHKNPRTV-Y]{4}\b|\bCo(?:unty|\.)? (?:Clare"
    r"|Cork|Galway"
    r"|Kerry|Mayo|Donegal|Wicklow|Kildare|Meath|Louth|Sligo|Limerick|Tipperary|Wexford|Waterford|Kilkenny|Carlow"
    r"|Laois|Offaly|Westmeath|Longford|Cavan|Monaghan|Leitrim|Roscommon|Dublin)\b|\bDublin \d{1,2}\b)"),
}  # fmt: skip
_COUNTRIES = """GB:London IE:Dublin FR:Paris BE:Brussels NL:Amsterdam DE:Berlin AT:Vienna CH:Zurich IT:Rome ES:Madrid
    PT:Lisbon DK:Copenhagen SE:Stockholm NO:Oslo FI:Helsinki PL:Warsaw CZ:Prague HU:Budapest GR:Athens LU:Luxembourg
    SI:Ljubljana HR:Zagreb SK:Bratislava RO:Bucharest BG:Sofia LT:Vilnius LV:Riga EE:Tallinn MT:Malta CY:Nicosia
    TR:Istanbul IS:Reykjavik UA:Kyiv US:New_York US:Detroit US:Chicago US:Denver US:Phoenix US:Los_Angeles CA:Toronto
    CA:Winnipeg CA:Edmonton CA:Vancouver CA:Halifax CA:St_Johns CA:Regina MX:Mexico_City BR:Sao_Paulo CO:Bogota
    AR:Buenos_Aires CL:Santiago AU:Sydney AU:Melbourne AU:Brisbane AU:Adelaide AU:Perth AU:Hobart AU:Darwin
    NZ:Auckland IN:Kolkata BD:Dhaka PK:Karachi LK:Colombo NP:Kathmandu SG:Singapore HK:Hong_Kong JP:Tokyo KR:Seoul
    TH:Bangkok ID:Jakarta PH:Manila MY:Kuala_Lumpur AE:Dubai IL:Jerusalem LB:Beirut JO:Amman ZA:Johannesburg
    KE:Nairobi NG:Lagos GH:Accra UG:Kampala RW:Kigali ET:Addis_Ababa TZ:Dar_es_Salaam ZM:Lusaka EG:Cairo
    SN:Dakar
    CA:Whitehorse CA:Yellowknife CA:Iqaluit US:Anchorage US:Honolulu US:Boise US:Indianapolis US:Louisville
    JM:Jamaica TT:Port_of_Spain BB:Barbados PE:Lima EC:Guayaquil BO:La_Paz UY:Montevideo CR:Costa_Rica GT:Guatemala
    PA:Panama RS:Belgrade BA:Sarajevo AL:Tirane MD:Chisinau GE:Tbilisi AM:Yerevan VN:Ho_Chi_Minh KH:Phnom_Penh
    MM:Yangon TW:Taipei CN:Shanghai QA:Qatar SA:Riyadh KW:Kuwait OM:Muscat IQ:Baghdad KZ:Almaty UZ:Tashkent
    BT:Thimphu FJ:Fiji PG:Port_Moresby WS:Apia VU:Efate SB:Guadalcanal TO:Tongatapu ZW:Harare MW:Blantyre MZ:Maputo
    BW:Gaborone NA:Windhoek CD:Kinshasa CM:Douala CI:Abidjan SL:Freetown LR:Monrovia GM:Banjul MA:Casablanca
    TN:Tunis DZ:Algiers SD:Khartoum SO:Mogadishu LS:Maseru SZ:Mbabane MU:Mauritius MG:Antananarivo""".split()
_COUNTRY = {clock: code for code, _, clock in (each.partition(":") for each in _COUNTRIES)}
_HOMES: Mapping[str, str] = {
    each.replace("\\", ""): zone for zone, cities in _CITIES.items() for each in cities.split("|")
}
_NAMES = sorted(
    (each for cities in _CITIES.values() for each in cities.split("|")), key=lambda each: (each[0], -len(each))
)
_BY_LETTER = (
    f"{letter}(?:{'|'.join(each[1:] for each in group)})"
    for letter, group in itertools.groupby(_NAMES, key=lambda each: each[0])
)
_CITY = re.compile(rf"(?<![\w-])(?P<city>{'|'.join(_BY_LETTER)})(?![\w-])")
_STATE = {
    zone: re.compile(rf"(?<!\d{{4}}),? (?P<code>{states})(?:,? \d{{4,5}}(?:-\d{{4}})?)?(?![\w])")
    for zone, states in _STATES.items()
}
_CODE = {zone: re.compile(code) for zone, code in _CODES.items()}


@lru_cache(maxsize=1024)
def zone(text: str) -> tuple[int, int, str] | None:
    """Where a phrase about a place says which clock is kept there; `London Road, Leeds` is in Leeds, its last city."""
    for patterns in (_CODE, _STATE):
        for home, pattern in patterns.items():
            if found := pattern.search(text):
                return *found.span("code"), home
    last = None
    for found in _CITY.finditer(text):
        if not _STREET_AFTER.match(text, found.end()):
            last = found
    return (*last.span(), _home(last[0])) if last else None


_STREET_AFTER = re.compile(
    r"['’]s?\b|\s(?:Road|Street|Avenue|Lane|House|Square|Place|Terrace|Hall|University|Institute|Foundation|Trust"
    r"|Room|Bridge|Suite)\b"
)


def is_city(words: str) -> bool:
    """Whether this is the name of a city or a country, with the number of its district."""
    return _CITY.fullmatch(words.rstrip(" 0123456789")) is not None


def _home(city: str) -> str:
    if city in _HOMES:
        return _HOMES[city]
    return next(zone for zone, cities in _CITIES.items() if re.fullmatch(cities, city))


@lru_cache(maxsize=4)
def zones(text: str) -> tuple[str, ...]:
    """The clocks of the places that a text names, in its order."""
    cities = itertools.islice(_CITY.finditer(text), _MOST)
    return (*dict.fromkeys(_home(found[0]) for found in cities if not _STREET_AFTER.match(text, found.end())),)


def countries(text: str) -> list[str]:
    """The countries of the places that a text names, by their codes."""
    return [*dict.fromkeys(_COUNTRY[each.rpartition("/")[2]] for each in zones(text))]
