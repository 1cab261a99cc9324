"""How a task stands (红黄绿灯): by rules that are data, with memory and a reason."""
