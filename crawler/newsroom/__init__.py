"""The bundled sample newsroom: four outlets and the regulator, served over loopback."""
