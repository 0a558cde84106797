"""An assessment taken apart: by origin, by indicator, by figure, and against an earlier one."""
