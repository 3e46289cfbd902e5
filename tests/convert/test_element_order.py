"""One misplaced element is one problem, at that element."""

from __future__ import annotations

from random import Random

import pytest
from lxml import etree

import swschema
from conftest import SAMPLES, walk
from swschema.convert.element_order import find_increase
from swschema.schema.elements import path_of, shape_of
from swschema.schema.paths import pointer
from swschema.schema.shapes import ObjectType, root

MOVES = 6  # in each sample


@pytest.mark.parametrize("sample", walk("valid"))
def test_moved_element_is_one_problem_at_it(sample: str) -> None:
    random = Random(sample)
    for _ in range(MOVES):
        top = etree.parse(SAMPLES / f"{sample}.xml").getroot()
        record = root(str(top.tag).rpartition("}")[2])
        parents = [
            each
            for each in top.iter("*")
            if len(each) > 1 and isinstance(shape_of(each, record), ObjectType)
        ]
        parent = random.choice(parents)
        children = list(parent)
        moved = random.choice(children)
        place = random.choice(
            [index for index in range(len(children)) if children[index] is not moved]
        )
        neighbour = children[place]
        parent.remove(moved)
        parent.insert(place, moved)
        expected = {pointer(path_of(moved, record))}
        if abs(children.index(moved) - place) == 1:  # one was moved past the other, or the other
            expected.add(pointer(path_of(neighbour, record)))
        report = swschema.validate(top)
        assert [each.code for each in report.problems] == ["order"]
        assert report.problems[0].pointer in expected


@pytest.mark.parametrize(
    ("numbers", "increase"),
    [
        ([], set()),
        ([1, 2, 3], {1, 2, 3}),
        ([3, 1, 2], {1, 2}),
        ([2, 3, 1], {2, 3}),
        ([2, 1], {2}),
        ([4, 1, 5, 2, 6], {4, 5, 6}),
    ],
)
def test_longest_increase(numbers: list[int], increase: set[int]) -> None:
    assert find_increase(numbers) == increase
