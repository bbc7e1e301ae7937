"""The loader merges files, finds triggers fast, and refuses what breaks the schema in one line."""

import pickle
from pathlib import Path

import pytest

from graphkit.errors import OntologyError
from graphkit.ontology import Ontology, TriggerPos, load_ontology
from graphkit.types import EventType, Quad, Status

HEADER = "class: AID\nquad: material_cooperation\nintensity: 7\ndefinition: Helps.\nrelations:\n"


def relation_yaml(
    name: str = "greets",
    triggers: str = "{verb: highfive}",
    examples: str = '"[A>] highfived [>B]."',
    extra: str = "",
) -> str:
    return (
        f"  - name: {name}\n    cameo: '070'\n    definition: Greets.\n{extra}"
        f"    triggers: [{triggers}]\n    examples: [{examples}]\n"
    )


def load_user_file(folder: Path, text: str) -> Ontology:
    path = folder / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    return load_ontology(path)


def error_of(folder: Path, text: str) -> str:
    with pytest.raises(OntologyError) as caught:
        load_user_file(folder, text)
    message = str(caught.value)
    assert "\n" not in message
    return message


class TestLookUps:
    def test_the_shipped_ontology_is_read_once(self) -> None:
        assert load_ontology() is load_ontology()

    def test_a_relation_knows_its_class_and_scores(self) -> None:
        thanks = load_ontology().relation("thanks")
        assert thanks is not None
        assert thanks.event_type is EventType.SUPPORT
        assert thanks.quad is Quad.VERBAL_COOPERATION
        assert thanks.intensity == 3.4
        assert thanks.cameo == "051"

    def test_an_unknown_relation_or_lemma_gives_nothing(self) -> None:
        assert load_ontology().relation("frobnicates") is None
        assert load_ontology().triggers_for("verb", "frobnicate") == ()

    def test_triggers_are_found_by_part_of_speech_and_lemma(self) -> None:
        found = load_ontology().triggers_for("verb", "evacuate")
        assert "evacuates" in {relation.name for relation, _ in found}
        assert all("evacuate" in trigger.lemmas for _, trigger in found)

    def test_the_most_specific_trigger_comes_first(self) -> None:
        degrees = [t.specificity for _, t in load_ontology().triggers_for("verb", "provide")]
        assert degrees == sorted(degrees, reverse=True)

    def test_an_ontology_survives_pickling(self) -> None:
        copy = pickle.loads(pickle.dumps(load_ontology()))
        assert copy == load_ontology()
        assert copy.triggers_for("verb", "thank")


class TestMerging:
    def test_a_new_relation_is_added_to_a_shipped_class(self, tmp_path: Path) -> None:
        merged = load_user_file(tmp_path, "class: AID\nrelations:\n" + relation_yaml())
        added = merged.relation("greets")
        assert added is not None
        assert added.intensity == merged.event_types[EventType.AID].intensity
        assert load_ontology().relation("greets") is None

    def test_a_relation_of_a_shipped_name_is_replaced(self, tmp_path: Path) -> None:
        merged = load_user_file(tmp_path, HEADER + relation_yaml("thanks"))
        thanks = merged.relation("thanks")
        assert thanks is not None
        assert thanks.event_type is EventType.AID
        assert merged.triggers_for("verb", "thank") == ()
        assert merged.relation("praises") is not None

    def test_a_file_may_hold_several_classes(self, tmp_path: Path) -> None:
        second = "---\nclass: REQUEST\nrelations:\n"
        second += relation_yaml("nags", "{verb: nag}", '"[A>] nagged [>B]."')
        merged = load_user_file(tmp_path, HEADER + relation_yaml() + second)
        nags = merged.relation("nags")
        assert nags is not None
        assert nags.event_type is EventType.REQUEST

    def test_defaults_fill_the_slots_and_conditions_are_read(self, tmp_path: Path) -> None:
        triggers = (
            "{verb: hit, particle: off, object: it, target: [prep:on behalf of, obj.poss]},"
            "{noun: highfive, target: [prep:to], support: [carry out], status: intended}"
        )
        merged = load_user_file(tmp_path, HEADER + relation_yaml(triggers=triggers))
        [(_, verb)] = [e for e in merged.triggers_for("verb", "hit") if e[0].name == "greets"]
        [(_, noun)] = merged.triggers_for("noun", "highfive")
        assert (verb.source, verb.particle, verb.name) == (("subj",), "off", "hit off")
        assert verb.target == ("prep:on behalf of", "obj.poss")
        assert (noun.pos, noun.status) == (TriggerPos.NOUN, Status.INTENDED)
        assert noun.source == ("poss", "prep:by", "amod", "compound")


BAD_RELATIONS = {
    "unknown key": (
        {"triggers": "{verb: highfive, traget: [obj]}"},
        'trigger "highfive": unknown key "traget"; perhaps "target"',
    ),
    "unknown slot": (
        {"triggers": "{verb: highfive, target: [object]}"},
        'trigger "highfive": unknown slot "object" in "target"',
    ),
    "unknown kind": (
        {"triggers": "{verb: highfive, target_kind: human}"},
        'trigger "highfive": unknown target_kind "human"; use state,',
    ),
    "no head": ({"triggers": "{target: [obj]}"}, "has no head; write one of verb, noun, adj"),
    "two heads": ({"triggers": "{verb: a, noun: b}"}, "has no head"),
    "noun without target": ({"triggers": "{noun: highfive}"}, "no target is given"),
    "object without target": ({"triggers": "{verb: make, object: day}"}, "no target is given"),
    "particle of a noun": (
        {"triggers": "{noun: a, target: [prep:to], particle: up}"},
        '"particle" does not go with a noun',
    ),
    "bare without support": (
        {"triggers": "{noun: a, target: [prep:to], bare: false}"},
        "bare: false without support",
    ),
    "capital": ({"triggers": "{verb: Meet}"}, '"Meet" in "verb" is no lemma'),
    "no examples": ({"examples": ""}, "has no examples; add a sentence"),
    "no source": ({"examples": '"A greets [>B]."'}, "marks no source; mark it"),
    "no target": ({"examples": '"[A>] greets B."'}, "marks no target; mark it"),
    "no mark": ({"examples": '"[A] greets [>B]."'}, "is neither a source [X>] nor a target"),
    "intensity": ({"extra": "    intensity: 11\n"}, '"intensity" is 11; write a number from -10'),
    "no triggers": ({"triggers": ""}, '"triggers" is empty'),
    "duplicate": (
        {"triggers": "{verb: thank}"},
        'trigger "thank": "thank" with this frame already means',
    ),
}


@pytest.mark.parametrize("case", BAD_RELATIONS)
def test_a_bad_relation_is_named_with_the_way_out(case: str, tmp_path: Path) -> None:
    parts, expected = BAD_RELATIONS[case]
    message = error_of(tmp_path, HEADER + relation_yaml(**parts))
    assert expected in message
    if case != "duplicate":
        assert message.startswith('mine.yaml: relation "greets"')
        assert ";" in message


class TestBadFiles:
    def test_an_unknown_class_lists_the_classes(self, tmp_path: Path) -> None:
        message = error_of(tmp_path, "class: HELP\nrelations:\n" + relation_yaml())
        assert message.startswith('mine.yaml: unknown class "HELP"; use one of AGREE, CONSULT')

    def test_a_code_read_as_a_number_must_be_quoted(self, tmp_path: Path) -> None:
        text = HEADER + relation_yaml().replace("'070'", "70")
        assert '"cameo" is missing or no text' in error_of(tmp_path, text)

    def test_broken_yaml_names_the_line(self, tmp_path: Path) -> None:
        assert error_of(tmp_path, "class: AID\nrelations: [\n").startswith("mine.yaml: line 3:")

    def test_a_key_written_twice_is_refused(self, tmp_path: Path) -> None:
        text = "class: AID\nclass: AGREE\nrelations:\n" + relation_yaml()
        assert 'mine.yaml: line 2: no valid YAML (key "class" twice)' in error_of(tmp_path, text)

    def test_a_list_is_no_ontology(self, tmp_path: Path) -> None:
        assert "is no mapping" in error_of(tmp_path, "- class: AID\n")

    def test_one_name_twice_in_a_file_is_refused(self, tmp_path: Path) -> None:
        text = HEADER + relation_yaml() + relation_yaml()
        assert 'relation "greets": is defined twice' in error_of(tmp_path, text)

    def test_a_missing_file_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(OntologyError, match=r"none\.yaml: cannot be read"):
            load_ontology(tmp_path / "none.yaml")

    def test_a_file_that_is_no_text_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "mine.yaml").write_bytes(b"\xff\xfe\x00")
        with pytest.raises(OntologyError, match="not UTF-8"):
            load_ontology(tmp_path / "mine.yaml")
