"""Self-contained pages: no script, no request, the same bytes for the same report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lcbrb.reporting.words import count, interval, percent


def render(package: str, template: str, svgs: Mapping[str, str | None], **values: Any) -> str:
    """Render a template of ``package`` that extends ``page.html.j2``.

    Args:
        package: whose ``templates`` folder holds it.
        template: its file name.
        svgs: our own plots, put in unescaped as ``plots.<name>``.
        values: everything else it shows; all text of it is escaped.
    """
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    page = Environment(
        loader=ChoiceLoader([PackageLoader(package, "templates"), PackageLoader("lcbrb.reporting", "templates")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page.filters |= {"percent": percent, "interval": interval}
    page.globals["count"] = count
    plots = {name: None if svg is None else Markup(svg) for name, svg in svgs.items()}
    return page.get_template(template).render(plots=plots, **values)
