"""The four charts as SVG and PNG, drawn from the rows of the named queries of the same names.

Nothing is fetched: data, fonts and the drawing library are on this machine.
"""

from db.charts.drawing import NAMES, WIDTH, Theme, can_write_chinese, chart_png, chart_svg

__all__ = ["NAMES", "WIDTH", "Theme", "can_write_chinese", "chart_png", "chart_svg"]
