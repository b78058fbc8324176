"""English, which is also used for languages without a module."""

from __future__ import annotations

from types import MappingProxyType

from . import Labels, LanguageRules

_WORDS = {
    "show": "podcast",
    "season": "season",
    "episode": "episode",
    "episodes": "episodes",
    "trailer": "trailer",
    "introduction": "introduction",
    "bonus": "bonus",
    "code": "code",
    "title": "title",
    "duration": "running time",
    "published": "published",
    "summary": "summary",
    "host": "host",
    "hosts": "hosts",
    "guest": "guest",
    # The heading of those who speak with the hosts, and the word for several of them.
    "guests": "guests",
    "several_guests": "guests",
    "group": "unnamed guests",
    "mentioned": "mentioned",
    "crew": "crew",
    # How an episode names a person.
    "mention": "mentioned",
    "person": "person",
    "people": "people",
    "organisation": "organisation",
    "organisations": "organisations",
    "theme": "theme",
    "themes": "themes",
    "place": "place",
    "places": "places",
    "figures": "figures",
    "sources": "sources",
    "consulted": "consulted on",
    "member_of": "member of",
    "parents": "part of",
    "broader": "broader theme",
    "producers": "produced by",
    "published_on": "published on",
    "first_published": "began on",
    # True of one founder among several; the other three are for programmes.
    "founded": "founded in",
    "founders": "founders include",
    "founder_of": "a founder of",
    "created": "created in",
    "creators": "creators include",
    "creator_of": "a creator of",
    # Between the last two of several names, and before guests.
    "and": "and",
    "with": "with",
    # Around the names of those with whom somebody shares a role, before the role.
    "credited_with": "credited with",
    "credited_as": "as",
    "link": "page",
    "feed": "RSS feed",
    "transcript": "transcript",
    "transcripts": "transcripts",
    "chapters": "chapters",
    "notes": "show notes",
    "audio": "listen",
    "snippet": "match",
    "none": "no episode",
    "more": "… and {} more",
    "colon": ":",
    "semicolon": ";",
    # Days: how the first of a month is written, the months, and the order of the parts.
    "first_day": "1",
    "months": (
        "January February March April May June July August September October November December"
    ),
    "short_months": "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.",
    "day": "{day} {month} {year}",
    # Citations to copy.
    "day_in_apa": "{year}, {month} {day}",
    "day_in_mla": "{day} {short_month} {year}",
    "day_in_chicago": "{month} {day}, {year}",
    "no_date": "n.d.",
    "accessed": "Accessed {}",
    "numbered": "No. {}",
    "numbered_in_season": "Season {}, Episode {}",
    "audio_episode": "Audio podcast episode",
    "in_show": "In {}",
    "produced": "Produced by {}",
    "and_in_apa": ", & ",
    "quoted": "“{}”",
    "quoted_sentence": "“{}.”",
    "quoted_inside": "\u2018{}\u2019",
    # The card of an episode.
    "listen_episode": "Listen on the episode's page",
    "listen_show": "Listen on the podcast's page",
    # Titles and axes of the pictures.
    "network": "guests, organisations and themes",
    "durations": "running times",
    "themes_by_episode": "themes by episode",
    "unknown_duration": "unknown",
    "out_of": "{} of {}",
    "minutes": "{}–{} min",
    "place_country": "country",
    "place_region": "region",
    "place_department": "department",
    "place_city": "city",
    "kind_association": "association",
    "kind_company": "company",
    "kind_social_enterprise": "social enterprise",
    "kind_ngo": "non-governmental organisation",
    "kind_foundation": "foundation",
    "kind_public_body": "public body",
    "kind_hospital": "hospital",
    "kind_school": "school",
    "kind_university": "university",
    "kind_research_chair": "research chair",
    "kind_lab": "lab",
    "kind_festival": "festival",
    "kind_troupe": "troupe",
    "kind_media": "media",
    "kind_collective": "collective",
    "kind_network": "network",
    "kind_programme": "programme",
    # The command line.
    "speakers": "speakers",
    "also": "also",
    "narrower": "narrower themes",
    "links": "links",
    "same_as": "same as",
    "sound": "audio",
    # The web page.
    "about": "About the podcast",
    "skip": "Skip to the episodes",
    "contents": "Contents",
    "language": "Language",
    "search_hint": "Search words, names…",
    "year": "year",
    "order": "Order",
    "newest": "Newest first",
    "oldest": "Oldest first",
    "undated": "No date",
    "other_episodes": "Other episodes",
    "any": "All",
    "any_feminine": "All",
    "short": "under 30 min",
    "long": "30 min or more",
    "clear": "Clear all",
    "remove": "Remove {}",
    "results": "Results by relevance",
    "count_none": "No episode matches.",
    "count_one": "1 episode",
    "count_many": "{n} episodes",
    "try_fewer": "Try a shorter word, or remove one of the filters above.",
    "popular": "Popular themes",
    "related": "Related episodes",
    "of_listening": "to listen to",
    "over": "over {}",
    "ties_title": "Who funds and supports whom",
    "licence": "Data licence",
    "version": "version",
    "keys": "/ to search, Escape to clear, arrow keys to move between results.",
    "duration_unknown": "length unknown",
    "listen": "Listen",
    "cite": "Cite",
    "share_link": "Share",
    "download": "Download",
    "subscribe": "Subscribe",
    "copy": "Copy",
    "copied": "Copied",
    "address": "Address",
    "embed": "Embed",
    "close": "Close",
    "show_all": "Show all",
    "lost": "Nothing on this page is called {}.",
    "withdrawn": "{} was withdrawn, and nothing replaces it.",
    "audio_file": "Audio file",
    "no_audio": "No audio address is known.",
    "no_feed": "No feed is known.",
    "no_length_one": "1 episode of unknown length is left out.",
    "no_length_many": "{n} episodes of unknown length are left out.",
    "find_name": "Find a name",
    "kind": "type",
    "letters": "Letters",
    "ties_table": "As a table",
    "ties_from": "From",
    "ties_tie": "Tie",
    "ties_to": "To",
}
_RELATIONS = {
    "subject": Labels("subject", "subject of", "subject"),
    "affiliation": Labels("affiliation", "affiliated with", "affiliation"),
    "funder": Labels("funder", "funder of", "with funding from"),
    "supporter": Labels("supporter", "supporter of", "supported by"),
    "partner": Labels("partner", "partner of", "partner of"),
    "user": Labels("user", "user of", "used by"),
    "creator": Labels("creator", "creator of", "created by"),
    "parent": Labels("parent organisation", "includes", "part of"),
    "associated": Labels("associated name", "named together with", "named together with"),
    "member": Labels("member", "member of", "members include"),
    "venue": Labels("venue", "venue of", "location"),
    "mentioned": Labels("mentioned", "mentioned with", "mentioned with"),
}
_TITLES = "doctor dr miss mister mr mrs ms mx prof professor"
_STOP_WORDS = """
    a about an and any are as at be been but by can could did do does for from get gets got had has
    have he her his how i if in into is it its me my not of off or our out she so some than that the
    their them then there these they this those to too up was we were what when where which who
    whom whose why will with would you your
"""
_ASKING = {
    "episode": "episode episodes ep eps",
    "mark": "n no number nr",
    "season": "season seasons",
    "show": "podcast podcasts show series",
    "intro": "intro",
    "introduction": "introduction",
    "trailer": "trailer teaser",
    "last": "last latest final",
    "and": "and or",
    "one": "one",
    "cardinals": """
        two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    """,
    "ordinals": """
        first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
        thirteenth fourteenth fifteenth
    """,
    "fillers": """
        am_looking_for m_looking_for looking_for am_searching_for searching_for search_for want
        would_like d_like find show_me listen_to listen hear tell_me talk talks talking talked
        discuss discusses discussing something any one ones please know
        makes made
    """,
}
_ENDINGS = {
    "ator": (4, ""),
    "utor": (4, "u"),
    "ut": (4, "u"),
    "tor": (5, "t"),
    "or": (5, ""),
    "ment": (5, ""),
    "iti": (3, "it"),
    "ness": (4, ""),
    "alli": (4, "al"),
    "li": (4, ""),
    "ing": (3, ""),
    "er": (3, ""),
    "ed": (3, ""),
    "ate": (4, ""),
    "climate": (0, "climat"),
    "e": (3, ""),
}
_WHOLE = """
    after anger answer assembly better border brother butter career center chapter clever corner
    cover danger daughter dinner easter evening ever family father fever finger flower gender ginger
    home hunger join later leather letter lever liver lumber manner master matter member monster
    morning
    mother never news number october offer order other over paper paste power quarter rather river
    shelter shoulder shower silver sister spider summer tender thunder timber together tower trailer
    under water weather whether winter wonder
"""


LANGUAGE = LanguageRules(
    name="English",
    words=MappingProxyType(_WORDS),
    relations=MappingProxyType(_RELATIONS),
    typeset=str,
    decimal_mark=".",
    titles=_TITLES,
    stop_words=_STOP_WORDS,
    asking=MappingProxyType(_ASKING),
    endings=MappingProxyType(_ENDINGS),
    whole_words=_WHOLE,
)
