"""The bundled sample newsroom: three outlets in their real structure, served over loopback."""
