public class Main { public static void main(String[] args) { String t = """
        {
          "name": "%s", \
        "x": 1
        }
        """.formatted("ada"); System.out.print(t); System.out.println("a\tb".translateEscapes() + "-".repeat(3)); } }
