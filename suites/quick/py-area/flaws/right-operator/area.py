from operator import mul as area
