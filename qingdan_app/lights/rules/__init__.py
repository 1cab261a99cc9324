"""Pure rules of lights: no Frappe, no clock."""
