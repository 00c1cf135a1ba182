"""What each likeness and difference between two tellings is worth."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Points:
    """What each feature is worth. ``enough`` is the score from which two tellings are one."""

    enough: float = 2.2
    same_type: float = 1.0
    near_transfer: float = 0.6
    same_mode: float = 0.5
    other_mode: float = -1.0
    one_mode: float = -0.3
    same_pair: float = 1.0
    same_sole: float = 0.5
    part_pair: float = 0.3
    halves: float = 0.0
    swapped_free: float = 0.8
    swapped: float = -1.2
    part_swapped: float = -1.8
    one_side_other: float = -2.2
    other_partner: float = -4.2
    same_person: float = 0.9
    other_person: float = -0.8
    told_undated: float = 0.5
    same_who: float = 0.7
    one_person: float = -0.6
    same_days: float = 2.0
    same_week: float = 1.4
    same_month: float = 1.2
    overlap: float = 0.4
    nearby: float = -0.3
    one_open: float = -0.5
    both_open: float = -1.0
    told_together: float = 0.5
    told_weeks_apart: float = -0.5
    told_far_apart: float = -1.2
    told_worlds_apart: float = -2.2
    course_and_act: float = -1.5
    course_or_act: float = -0.6
    same_item: float = 1.0
    same_item_word: float = 0.5
    other_item: float = -2.0
    same_figure: float = 1.5
    like_figure: float = 0.7
    like_large_figure: float = 1.0
    other_figure: float = -1.0
    other_figure_loose: float = -2.5
    same_trigger: float = 0.4
    like_trigger: float = 0.2
    other_trigger: float = -0.5
    same_place: float = 0.8
    same_country: float = 0.2
    other_place: float = -2.0
    other_country: float = -2.0
    answer: float = 0.5
    same_story: float = 0.8
    same_report: float = 0.5
    as_known: float = 0.5
    same_name: float = 0.5
    wording: float = 1.5
    other_words: float = -2.0


POINTS = Points()
