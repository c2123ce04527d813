"""What a reviewer fills in: the nine criteria, and what they expect of a robot besides."""

from domain.assessment import CRITERIA
from domain.form import REVIEW_FORM
from domain.questions import Likert, Section

JUDGED = tuple(Likert(key=criterion.key) for criterion in CRITERIA)
"""The criteria; what is answered to them is the reviewer's own, and counts for nothing until it is given."""

EXPECTED = tuple(row for row in REVIEW_FORM if row.section is Section.GAIN)
"""What the team expects; there is one answer to each, which the latest to assess may change."""
