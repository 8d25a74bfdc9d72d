"""The bundled sample newsroom: every bundled outlet, the regulator too, served over loopback."""
