"""Words that report, act, hedge, deny and need, by lemma. Closed classes and common members of open ones."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SAYING = _words("""
    say tell add write note warn claim announce state explain declare insist stress argue report
    reveal acknowledge admit confirm deny predict estimate believe think expect suggest point
    caution assert maintain allege promise vow pledge threaten conclude find show indicate reiterate
    repeat remark describe complain decry stress signal hint insinuate fear hope accuse ask urge
    demand call propose agree assess calculate document forecast concede joke reply respond testify
    recall observe publish disclose quote cite tweet post mention emphasise emphasize underline
    excerpt rumour rumor speculate put dismiss reject rebut refute rule feel trust
""")
"""Verbs whose clause is somebody's statement."""

ACTING = _words("""
    announce declare sign order approve introduce issue finalize finalise impose adopt pass extend
    launch decree authorise authorize enact ratify propose suspend ban lift lower raise begin start
    end suggest acknowledge report estimate put consider dismiss reject deny document decry demand
    call warn plan postpone cancel abolish reintroduce confirm publish promise urge complete
""")
"""Verbs whose object is what an authority announces, orders, forbids or denies."""

DENYING = _words("""
    deny dismiss reject refute rebut disavow downplay
""")
CLAIM_NOUNS = _words("""
    claim report rumor rumour explanation statement warning assertion allegation prediction estimate
    view opinion assessment fear belief suggestion announcement forecast
""")
IMPERSONAL = _words("""
    it this that which there these those
""")
NEGATIONS = _words("""
    no not n't never nothing none neither without nobody
""")
PLANNING = _words("""
    will would shall may might could going plan plans planned planning intend intends expected
    likely unlikely set due about preparing prepares considering considers soon looming upcoming
    ready predict predicts predicted warned warns proposes proposed to-be
""")
NEEDING = _words("""
    need needs needed require requires required shortage shortages short lack lacks lacking
    insufficient overdue must demand demands outmanned understaffed
""")
DECIDING = ACTING | _words("""
    prohibit bar forbid require arrest detain fine sentence charge deploy amass mobilize mobilise
    recruit conscript draft enlist arrive flee protest raid arm create work summon return erupt kill
    lose
""")
ASIDES = _words("after amid following as since before despite while citing")
OPENERS = _words("""
    that but and or yet meanwhile however also then so while although though
""")
SPEAKER_PRONOUNS = _words("""
    he she they him her them his who i we
""")
