"""The bundled sample newsroom: four outlets in their real structure, served over loopback."""
