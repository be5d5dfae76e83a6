"""Make items from lists: which belongs, which does not, which is missing, and open questions."""

from collections.abc import Iterator, Sequence
from functools import partial
from random import Random

from study import texts
from study.choosing import WRONG, choose_wrong
from study.making import Draft, OpenDraft, Option
from study.names import source_name
from study.records import Kind, Level
from study.scope import scope_of
from study.topics import OWN_NAME, Topic, ask, find_topics, shape
from study.workshop import Task, Workshop

Member = tuple[Topic, int]
MIN_FOR_ODD = 4
MAX_OPEN_POINTS = 9
MAX_SHOWN = 6
# Items of other lists that are considered, those nearest in meaning first; above the last they may mean the same.
MAX_OUTSIDERS, MAX_STRANGERS = 24, 10
MAX_SIMILAR = 0.925


def list_tasks(workshop: Workshop) -> Iterator[Task]:
    """Yield what can be asked from every list."""
    topics = find_topics(workshop.library)
    for topic in topics:
        scope, family = scope_of(topic.passage), f"lijst/{topic.passage.source_id}"
        for number in range(len(topic.items)):
            member = (topic, number)
            yield Task(Kind.CHOICE, Level.REMEMBER, f"{family}>", scope, partial(_ask, workshop, topics, member))
            if len(topic.items) > WRONG:
                make = partial(_missing, workshop, topics, member)
                yield Task(Kind.MISSING, Level.REMEMBER, f"{family}-", scope, make)
        if len(topic.items) >= MIN_FOR_ODD:
            yield Task(Kind.CHOICE, Level.UNDERSTAND, f"{family}!", scope, partial(_odd, workshop, topics, topic))
        if len(topic.items) <= MAX_OPEN_POINTS:
            yield Task(Kind.OPEN, Level.REMEMBER, f"{family}?", scope, partial(_openly, topic))


def _text(member: Member) -> str:
    return member[0].items[member[1]]


def _belongs(workshop: Workshop, topic: Topic, other: Member) -> bool:
    """Tell whether an item of another list is, or may be, right for `topic`, in its list or anywhere else."""
    truth = workshop.truth
    if any(truth.alike(_text(other), item) for item in topic.items):
        return True
    home = other[0].passage.id
    return bool(truth.says(topic.caption, _text(other), lambda place: place.passage.id == home))


def _outsiders(workshop: Workshop, topics: Sequence[Topic], member: Member, form: str) -> list[Member]:
    """Return items of other lists in the same grammatical form, those nearest in meaning to `member` first."""
    topic = member[0]
    found = [
        (other, number)
        for other in topics
        if other.passage.part != topic.passage.part
        for number in range(len(other.items))
        if shape(other.items[number]) == form and not OWN_NAME.search(other.items[number])
    ]
    vectors = workshop.library.vectors
    own = vectors[workshop.row_entry[topic.passage.id, member[1]]]
    near = [(float(vectors[workshop.row_entry[other[0].passage.id, other[1]]] @ own), other) for other in found]
    near.sort(key=lambda pair: -pair[0])
    return [other for similarity, other in near if similarity < MAX_SIMILAR][:MAX_OUTSIDERS]


def _choose(workshop: Workshop, topics: Sequence[Topic], member: Member, rng: Random) -> tuple[Member, ...] | None:
    topic = member[0]
    truth = workshop.truth

    def fits(other: Member, chosen: list[Member]) -> bool:
        apart = not any(truth.alike(_text(other), _text(one)) or one[0] is other[0] for one in chosen)
        return apart and not _belongs(workshop, topic, other)

    candidates = _outsiders(workshop, topics, member, shape(_text(member)))
    return choose_wrong(_text(member), candidates, _text, fits, rng)


def _elsewhere(workshop: Workshop, member: Member) -> Option:
    topic = member[0]
    source = source_name(workshop.library, topic.passage.source_id)
    assert topic.passage.table is not None
    why = texts.EXPLAIN_ELSEWHERE.format(item=_text(member), caption=topic.passage.table.caption, source=source)
    return Option(_text(member), why, (topic.evidence(member[1]),))


def _inside(workshop: Workshop, member: Member) -> Option:
    source = source_name(workshop.library, member[0].passage.source_id)
    why = texts.EXPLAIN_LIST.format(item=_text(member), source=source)
    return Option(_text(member), why, (member[0].evidence(member[1]),))


def _ask(workshop: Workshop, topics: Sequence[Topic], member: Member, rng: Random) -> Draft | None:
    question = ask(member[0], texts.LIST_ASK, texts.LIST_ASK_ENDED)
    return _draft(workshop, topics, member, rng, (Kind.CHOICE, question))


def _missing(workshop: Workshop, topics: Sequence[Topic], member: Member, rng: Random) -> Draft | None:
    topic, number = member
    others = [item for n, item in enumerate(topic.items) if n != number]
    shown = set(rng.sample(range(len(others)), min(MAX_SHOWN, len(others))))
    lines = [f"- {item}" for n, item in enumerate(others) if n in shown]
    lines.insert(rng.randrange(len(lines) + 1), f"- {texts.BLANK}")
    question = "\n".join([ask(topic, texts.LIST_MISSING, texts.LIST_MISSING_ENDED), *lines])
    return _draft(workshop, topics, member, rng, (Kind.MISSING, question))


def _draft(
    workshop: Workshop, topics: Sequence[Topic], member: Member, rng: Random, asked: tuple[Kind, str]
) -> Draft | None:
    wrong = _choose(workshop, topics, member, rng)
    if wrong is None:
        return None
    return Draft(
        asked[0],
        Level.REMEMBER,
        asked[1],
        _inside(workshop, member),
        tuple(_elsewhere(workshop, other) for other in wrong),
        scope_of(member[0].passage),
        f"{member[0].passage.id}|{_text(member)}",
    )


def _odd(workshop: Workshop, topics: Sequence[Topic], topic: Topic, rng: Random) -> Draft | None:
    """Ask which item does not belong: the right answer comes from another list, the wrong ones from this one."""
    forms = [shape(item) for item in topic.items]
    form = max(set(forms), key=forms.count)
    members = [(topic, n) for n in range(len(topic.items)) if forms[n] == form]
    strangers = _outsiders(workshop, topics, members[0], form)[:MAX_STRANGERS]
    rng.shuffle(strangers)
    for stranger in strangers:
        if _belongs(workshop, topic, stranger):
            continue
        own = choose_wrong(
            _text(stranger),
            members,
            _text,
            partial(_are_apart, workshop),
            rng,
        )
        if own is not None:
            return Draft(
                Kind.CHOICE,
                Level.UNDERSTAND,
                ask(topic, texts.LIST_ODD, texts.LIST_ODD_ENDED),
                _elsewhere(workshop, stranger),
                tuple(_inside(workshop, member) for member in own),
                scope_of(topic.passage),
                f"{topic.passage.id}|niet",
            )
    return None


def _are_apart(workshop: Workshop, one: Member, chosen: list[Member]) -> bool:
    return not any(workshop.truth.alike(_text(one), _text(other)) for other in chosen)


def _openly(topic: Topic, rng: Random) -> OpenDraft:
    question = ask(topic, texts.LIST_OPEN, texts.LIST_OPEN_ENDED)
    points = tuple((item, topic.evidence(number)) for number, item in enumerate(topic.items))
    return OpenDraft(Level.REMEMBER, question, points, scope_of(topic.passage), topic.passage.id)
