"""QR codes, drawn into the page: black on white in every colour scheme, so that every camera reads them."""

from io import BytesIO

from markupsafe import Markup


def svg(address: str) -> Markup:
    """An `svg` element without a size of its own, described by whatever stands around it."""
    import segno

    drawn = BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawn, kind="svg", xmldecl=False, svgns=False, omitsize=True, light="#fff", dark="#000", svgclass="qr"
    )
    return Markup(drawn.getvalue().decode().replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1))
