package prony;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as frames of calls hold it: maps, lists, texts, numbers (Long, BigInteger, Double), truth values and null. */
final class Json {
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    static Object read(String text) {
        Json json = new Json(text);
        Object value = json.value();
        if (json.next() != 0) {
            throw new IllegalArgumentException("more than one value");
        }
        return value;
    }

    /** The next letter that is no blank; 0 at the end. */
    private char next() {
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private Object value() {
        switch (next()) {
            case '{':
                return map();
            case '[':
                return list();
            case '"':
                return string();
            case 't':
                return word("true", true);
            case 'f':
                return word("false", false);
            case 'n':
                return word("null", null);
            default:
                return number();
        }
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw new IllegalArgumentException("no JSON at " + at);
        }
        at += word.length();
        return value;
    }

    private Map<String, Object> map() {
        Map<String, Object> map = new LinkedHashMap<>();
        at++;
        while (next() != '}') {
            String key = string();
            next();
            at++;
            map.put(key, value());
            if (next() == ',') {
                at++;
                next();
            }
        }
        at++;
        return map;
    }

    private List<Object> list() {
        List<Object> list = new ArrayList<>();
        at++;
        while (next() != ']') {
            list.add(value());
            if (next() == ',') {
                at++;
            }
        }
        at++;
        return list;
    }

    private String string() {
        StringBuilder out = new StringBuilder();
        for (at++; text.charAt(at) != '"'; at++) {
            char letter = text.charAt(at);
            if (letter == '\\') {
                letter = text.charAt(++at);
                int index = "nrtbf".indexOf(letter);
                if (letter == 'u') {
                    letter = (char) Integer.parseInt(text, at + 1, at + 5, 16);
                    at += 4;
                } else if (index >= 0) {
                    letter = "\n\r\t\b\f".charAt(index);
                }
            }
            out.append(letter);
        }
        at++;
        return out.toString();
    }

    private Object number() {
        int from = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String digits = text.substring(from, at);
        if (digits.isEmpty()) {
            throw new IllegalArgumentException("no JSON at " + at);
        }
        if (digits.chars().allMatch(letter -> letter == '-' || Character.isDigit(letter))) {
            return digits.length() < 18 ? (Object) Long.valueOf(digits) : new BigInteger(digits);
        }
        return Double.valueOf(digits);
    }

    /** Appends a text in quotes, in ASCII. */
    static void quote(String value, StringBuilder out) {
        out.append('"');
        for (int index = 0; index < value.length(); index++) {
            char letter = value.charAt(index);
            if (letter == '"' || letter == '\\') {
                out.append('\\').append(letter);
            } else if (letter < ' ' || letter > '~') {
                String code = Integer.toHexString(letter);
                out.append("\\u").append("0000", 0, 4 - code.length()).append(code);
            } else {
                out.append(letter);
            }
        }
        out.append('"');
    }
}
