"""A protocol as a form of rows, and what one version changes in another. Pure."""

from rx_portal.risk.editor.difference import Change, differences
from rx_portal.risk.editor.form import Form, act_on, content_of, form_of, read_form
from rx_portal.risk.editor.offering import facts_to_choose

__all__ = ["Change", "Form", "act_on", "content_of", "differences", "facts_to_choose", "form_of", "read_form"]
