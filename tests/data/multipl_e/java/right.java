import java.util.*;

class Problem {
    public static ArrayList<String> repeated(ArrayList<String> texts, long times) {
        var out = new ArrayList<String>();
        for (var one : texts) for (long i = 0; i < times; i++) out.add(one);
        return out;
    }
}
