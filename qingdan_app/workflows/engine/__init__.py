"""The thinking of the approval engine: values in, values out, no frappe, no clock, no I/O."""
