print("hello hello hello world")
