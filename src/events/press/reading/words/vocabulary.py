"""The words by which a post, an organisation and a name are told apart; all in lower case."""

import re
from functools import lru_cache

from events.press.reading.words import patterns

HONORIFICS = frozenset(
    """dr prof professor sir dame lord lady baroness baron mr mrs ms mx rev reverend hon honourable honorable judge
    justice cllr councillor senator sen rep congresswoman congressman assemblymember assemblywoman
    assemblyman councilmember ambassador amb capt captain col colonel
    gen lt major sgt elder uncle deputy alhaja hajiya mazi father sister rabbi imam viscount earl countess herr frau
    mme drs rt retd revd most revd smt
    shri sri aunty uncle grand chief miss ven venerable archbishop bishop excellency he hrh hh sr pastor canon
    sheikh cardinal admiral rear-admiral vice-admiral major-general
    lieutenant-colonel brigadier commander eng engr atty barr comrade alhaji hajia mallam datuk dato ar ir arch
    dipl ing med h.e meps mps msps tds cllrs councillors univ univ.-prof priv.-doz dr.-ing
    inspector sergeant constable lieutenant commodore corporal det detective
    dipl.-ing mag assoc asst associate assistant emeritus emerita er cr adm brig cdr cmdr maj mzee mwalimu ustaz
    usec asec bro fr adv mdm perit opanyin nana mw
    datin encik puan haji hajjah otunba alh ato khun begum thiru tmt sardar whaea matua kaumatua
    eur mama mam' mam’ doz mag.a very reeve exec supt insp adj a/prof a/professor assoc/prof coun cnclr ald const cst
    pst evang bldr tpl surv pharm mwl apostle reb rebbe""".split()
)
SUFFIXES = frozenset(
    """mp msp ms mla ias retd rtd phd mep td obe cbe mbe kbe dbe kcb kc qc frs fba frse phd md jr sr ii iii iv frcp
    frcgp esq sc san cb cmg am ao oam rn raf usn usmc rnr rafr ips ifs ics irs dl jp frsa fca fcca kt dcb gcb cvo mvo
    sj osf osb op ofm ra rn mph jd edd dvm dds frsc ba bsc ma msc llb llm mba dphil mbbs mrcp frcs ret cpa
    cfa fcpa""".split()
)
ORDERS = frozenset(
    "obe cbe mbe kbe dbe kcb cb cmg kt dcb gcb cvo mvo am ao oam jp dl ias ips ifs ics irs frs fba".split()
)
PARTICLES = frozenset(
    """de del della di da dos das do van der den von zu zum ter ten la le los las el al bin ibn bint ben y e af av
    du des st mac ní nic ó uí binte binti bte ap ab arap ole wa ferch s/o d/o""".split()
)

# The head of a post: whoever has one of these after their name is somebody somewhere.
ROLES = frozenset(
    """academic accountant activist actor actress actuary administrator adviser advisor advocate alderman ambassador
    analyst anthropologist architect archivist artist assistant associate astronomer auditor author barrister
    biologist broadcaster campaigner captain councilor councilwoman councilman congressman congresswoman
    assemblymember cardiologist carer ceo cfo coo cto cio chair chairman chairperson chairwoman co-chair champion
    chancellor chemist chief clerk clinician coach co-author co-director co-founder cofounder co-lead co-ordinator
    coordinator columnist commander commissioner composer conductor conservator consultant controller convener
    convenor correspondent councillor counsel counsellor criminologist curator dean demographer dentist deputy
    designer developer director director-general doctor dramatist ecologist economist editor educator emeritus
    engineer entrepreneur epidemiologist ethicist executive expert facilitator farmer fellow filmmaker founder
    fundraiser geographer geologist governor gp guardian head headteacher historian holder host immunologist
    inspector inventor investigator journalist judge laureate lawyer lead leader lecturer librarian linguist
    magistrate master manager marshal mathematician mayor md member midwife minister moderator mp msp mep musician
    neurologist neuroscientist novelist nurse officer ombudsman organiser organizer owner paediatrician partner
    patron pharmacist philosopher photographer physician physicist planner playwright poet policymaker politician
    elder archer postman postwoman poet soldier baker farmer miner fisherman shopkeeper potter sarpanch bishop
    archbishop chaplain caretaker solicitor senator postdoc practitioner premier presenter president principal
    producer professor programmer promoter proprietor provost psychiatrist psychologist publisher reader rector
    recorder registrar reporter representative researcher resident respondent scholar scientist secretary senator
    speaker specialist spokesman spokesperson spokeswoman statistician steward strategist student superintendent
    supervisor surgeon surveyor taoiseach teacher technologist theologian therapist trainer treasurer trustee tutor
    undersecretary vet vice vice-chair vice-chancellor vice-president virologist vicar volunteer warden writer
    youtuber worker sociologist head-teacher apprentice co-creator co-investigator rapporteur envoy attaché comptroller
    underwriter broker banker investor chairs alumna alumnus technician operator adjudicator mediator translator
    interpreter user patient survivor parent grandparent mother father coxswain hydrographer cartographer
    skipper detective constable sergeant
    firefighter paramedic sommelier chef carpenter plumber electrician bricklayer weaver gardener shepherd forester
    notary crofter dancer singer soprano sculptor animator comedian librettist curate deacon verger purser headmaster
    headmistress pressesprecher pressesprecherin pressereferent pressereferentin referent referentin
    leiter leiterin woordvoerder woordvoerster persvoorlichter pressechef pressansvarig portavoz ranger pilot
    negotiator undersheriff sheriff emerita mediator trader pastor sister matron homeowner tenant welder aide
    publican grocer butcher tailor candidate instructor delegate attorney prosecutor organist beekeeper grower breeder
    sailor commentator critic essayist podcaster blogger prefect reeve harbourmaster assessor valuer anchor
    foreman forewoman ombudsperson chairlady cathaoirleach archdeacon consul consul-general""".split()
)
# Posts that somebody has for themselves: a place after one is where they live.
CRAFTS = frozenset(
    """farmer weaver homeowner resident patient student apprentice carer parent driver fisherman crofter baker miner
    shopkeeper practitioner gp herder mother father grandmother grandfather electrician plumber poet novelist writer
    artist campaigner volunteer survivor tenant worker pensioner beekeeper gardener shepherd courier potter""".split()
)

# A phrase in which one of these stands is an organisation, a place or a unit, never a person.
ORGANISATIONS = frozenset(
    """academy agency agencies circle league guild polytechnic panchayat senedd airport alliance archive archives
    assembly association associates authority bank bbc board borough bureau business cabinet campaign cathedral
    center centre centres charity chamber church city clinic club co-operative coalition college colleges collective
    commission committee community companies company confederation congress consortium consultancy consultants
    consulting division
    cooperative co-op corporation council councils country county court department dept directorate embassy enterprise
    enterprises exchange executive faculty federation festival firm forum foundation fund gallery gmbh government
    group guild hall headquarters hospital hospitals house housing hub inc industries initiative inquiry
    inspectorate institute institutes institution international joint jury laboratory laboratories labs lab legal
    library limited llc llp ltd media ministry mission mosque museum museums national nations network networks
    newspaper nhs northern observatory office ombudsman organisation organization orchestra panel parliament
    partners partnership party plc police press programme project publishing regulator research royal school schools
    secretariat senate service services society solutions southern station studio studios studies syndicate systems
    taskforce team technologies technology theatre times today treasury tribunal trust trusts union unions unit
    united universities university ventures village watch western works workshop world youth ofsted ofcom oecd
    unesco unicef who institut istitut stiftung verband verein ministerium bundesministerium universität hochschule
    gesellschaft agentur bundesamt fundación fundação fondation instituto istituto universidad università
    universiteit université ministère ministerio agence agencia stichting säätiö guardian observer telegraph reuters
    bbc news radio television tv journal review weekly magazine gazette herald municipality conservancy
    endowment""".split()
)

# Whose "of" names where they are, not what for.
OF_A_HOUSE = frozenset(
    """ceo president founder co-founder cofounder editor editor-in-chief chair chairman chairwoman chairperson co-chair
    vice-chancellor principal rector provost chancellor owner trustee member governor director executive director-
    general publisher controller treasurer patron deputy-director co-director spokesperson spokesman spokeswoman
    warden commissioner convener convenor leader host presenter founder-director vice-president chief
    correspondent columnist reporter journalist writer judge
    chaplain coxswain skipper captain mayor master clerk pastor vicar headteacher convenor
    vice-chair cathaoirleach md gm coo cfo cto""".split()
)
OF_A_SUBJECT = frozenset(
    """professor lecturer reader fellow minister secretary lord head officer manager researcher historian
    student bishop dean""".split()
)
# Words that say of a phrase that it is a house and no subject.
HOUSES = frozenset(
    """university universities institute institut foundation trust council centre center college school association
    society federation union agency commission department ministry committee network group company bank board forum
    alliance museum gallery hospital academy authority charity laboratory faculty parliament house office service
    services press fund partnership observatory programme lab international guild league circle assembly
    confederation consortium cooperative co-operative library archive archives clinic studio studios senate police
    polytechnic inspectorate tribunal congress orchestra theatre festival campaign church club collective coalition
    corporation hall senedd zoo gardens panchayat practice project court panel inquiry bureau times herald news
    gazette chamber municipality initiative institution organisation organization directorate secretariat
    conservancy endowment intergroup""".split()
)
UNITS = frozenset(
    """school department faculty division unit centre center institute section directorate chair group lab
    laboratory programme office college""".split()
)

# What some houses have and some are: `Teen Board, Sample Library`.
BODIES = frozenset("board council committee clinic commission secretariat cell desk network team panel forum".split())

# Words of titles, sections and subjects that begin with a capital without being a name.
COMMON = frozenset(
    """joining appearing chairing moderating hosting welcoming responding introducing alongside replying announcing
    representing thanking visiting adjunct a about above access according action additional address adult affairs after
    against age ageing agenda agreement
    air all also although american among an analysis and annual another any april arrivals art arts as at attendees
    august author authors autumn background be because before below between birth black blue boilerplate book both
    break bridge brief briefing britain british budget building but by call can capital care case cases change
    changes chapter chief child childcare children christmas city civil climate close closing co coffee come coming
    comment commenting communications communication communities community concluding conference contact contacts
    contents council co-production corporate could course crime culture dance data date day days dear december deep
    degree delivery democracy design details development digital dinner director disability discussion do doors
    draft drinks during each early earlier economic economics economy economies editor editors education eight
    eighth election email embargo embargoed emergency employment end ends energy engagement engineering england
    english environment environmental equality europe european evening event events every evidence executive
    exhibition experience external families family fax february few field fifth figures final finance finances find
    finding findings first five flood follow following food for foreign forest four fourth free freedom friday from
    full further future futures gender general global good great green grants greater ground growth guide he head
    health here high higher his home homes hon housing how human if image images immediate impact in independent
    industry information innovation inside inspiration insight insights inspire international introduction
    investment invitation is it its january job jobs join joint july june justice keynote key labour land language
    last late later launch launched law leadership leading learning life listening lives living local location
    london loneliness long low lunch made making management manager many march marine market media mental message
    methodology midday minutes mobile monday money more morning most much museum music my national nature networking
    new news next night nine ninth no nobody noon northern not note notes november now ocean october of off office
    old on one online only open opening opportunity or order other our out over page panel paper papers parents part
    participation past peace pensions people person phone photo photos picture pictures place places plan planning
    please pm policy political politics population poverty power practice present presentation press primary private
    problem productivity programme project projects protection public publication published quarter questions q&a
    rail ready reception recommendations record recording refreshments register registration release remarks report
    reports research response responses result results right rights risk river road rural safe safety saturday
    schedule science sciences school schools sea second secondary security see seminar september series service
    services session seven seventh she should shaping show skills six sixth slow small social society some source
    south spaces speaker speakers speaking special spring st staff standard start state states statement statistics
    step still story strategy street strong studies study subject summary summer sunday survey sustainability
    sustainable table talk talks tax tea technology tel telephone ten that the their them then there these they
    third this those three thursday time times title today together tomorrow tools topic towards town trade training
    transport travel tuesday twenty two under understanding united until up urban us use user using value venue
    venues video view violence visit voice voices wales water we website webinar wednesday week welcome welfare well
    west what when where which while white who why wild will winter wine with within without women work workers
    working workshop world would year years yes yet you young your youth scotland scottish ireland irish welsh
    northern germany german france french italy spain dutch indian india canada canadian australia australian
    america zealand africa african asia asian brussels paris berlin york street square lane avenue gardens court
    park row""".split()
)

# Short words that may stand in the middle of an organisation's name.
LINKS = frozenset("of for and the in on at to de des du la le les der die das für von & et y del della di".split())

NO_NAMES = COMMON | LINKS  # of nothing but these no house has its name
SUBJECTS = COMMON - HOUSES  # that a post may be for

VERBS = patterns.one_of(
    r"says?|said|adds?|added|comments?|commented|explains?|explained|notes?|noted|argues?|argued|concludes?"
    r"|concluded"
    r"|remarks?|remarked|continues?|continued|observes?|observed|warns?|warned|stress(?:es|ed)|emphasi[sz]e[sd]"
    r"|states?|stated"
    r"|tells?|told|declares?|declared|urges?|urged|responds?|responded|recalls?|recalled|welcomed|writes|wrote"
    r"|reflects|reflected"
    r"|claims?|claimed|suggested|admits?|admitted|replies|replied|cautions?|cautioned|quips|quipped|jokes?|joked"
    r"|promises?|promised"
    r"|asserts?|asserted|hails?|hailed|maintains?|maintained|reiterates?|reiterated|highlights?|highlighted"
    r"|underlines?|underlined|recounts?|recounted|points? to|pointed to|predicts?|predicted|affirms?|affirmed"
    r"|confirms?|confirmed|complains?|complained|summari[sz]es|summari[sz]ed|sums? up|summed up|remembers?|remembered"
    r"|testified|confesse[sd]|contends?|contended|counters|countered|laments?|lamented|reasons|reasoned"
    r"|went on|goes on|laughs|laughed|smiles|smiled|sighs|sighed|insists?|insisted|believes?|believed|points? out"
    r"|pointed out|agrees?|agreed|acknowledges?|acknowledged"
)

# No point after these ends a sentence; the mark itself is looked for first, as there are few.
NOT_SHORT = (
    r"(?=[.!?])(?<!\b[A-Z])(?<!\b(?i:Dr|St|Mr|Ms|Mx|Fr|No|Ar|Er|Ir|Lt|Md|Sr|Mt|Ft|Ll|Ff|Th|Ch))(?<!\b(?i:Mrs|Rev|Rtd|Eng|Adv|Hon|Sen|Rep|Gov|Smt"
    r"|Mag|Ald|Cst|Pst|Tpl|Mwl|hab|inż|Avv"
    r"|Ing|Ven|Col|Gen|Mme"
    r"|Amb|Doz|Bro))"
    r"(?<!\b(?i:Prof|Dept|Dott|Engr|Arch|Barr|Cllr|Capt|Univ|Dipl|Revd|Retd|Shri|Supt|Insp|Exec|Asst|Atty|Usec|Asec|Mohd|Coun|Bldr|Surv))"
)
SAYS = re.compile(rf"\b{VERBS}\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")

KIND_OF_WORK = patterns.one_of(  # that is published, as a pattern
    r"reports?|papers?|stud(?:y|ies)|publications?|books?|pamphlets?|briefings?(?: papers?)?|issue briefs?|briefs?"
    r"|surveys?|reviews?|guides?|analys[ei]s|essays?|collections?|toolkits?|white papers?|working papers?"
    r"|policy (?:briefs?|papers?)|discussion papers?|monographs?|handbooks?|manifestos?|inquir(?:y|ies)"
    r"|strateg(?:y|ies)"
    r"|ind(?:ex|ices)|atlas(?:es)?|yearbooks?|outlooks?|bulletins?|volumes?|parts?|instal?lments?|editions?"
    r"|issues?|letters?"
    r"|research|counts?|census|tall(?:y|ies)|contracts?|data ?sets?|files?|manuals?|charters?|audits?|frameworks?"
    r"|roadmaps?|blueprints?|dossiers?|maps?|casebooks?|director(?:y|ies)|assessments?|barometers?|trackers?|profiles?"
    r"|factsheets?|memo(?:randum)?s?|notes?|insights?|commentar(?:y|ies)|statements?|registers?|catalogues?|albums?|evaluations?|scorecards?"
    r"|monitors?|stock-?takes?|forecasts?|primers?|playbooks?|compendi(?:um|a)"
)


@lru_cache(maxsize=4096)
def words(phrase: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(phrase.lower().replace("’s", "").replace("'s", "")))


@lru_cache(maxsize=4096)
def is_organisation(phrase: str) -> bool:
    """Whether some word of a capitalised phrase says so."""
    return any(
        word.lower() in ORGANISATIONS or _COMPOUND.search(word) for word in _WORD.findall(phrase) if word[:1].isupper()
    )


_COMPOUND = re.compile(  # `Ann-Lee-Stiftung`, `Havelinstitut`
    r"\w-?(?i:stiftung|stiftelsen?|stichting|institute?t?|instituut|verband|forbund|förbundet|verein|vereniging"
    r"|gesellschaft|genootschap|ministerium|hochschule|akademie|universität|universitetet|universiteit)$"
)
