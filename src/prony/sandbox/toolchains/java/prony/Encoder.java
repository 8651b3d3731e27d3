package prony;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Writes plain values of Java as tagged JSON. */
final class Encoder {
    static final int MOST_LETTERS = 8 << 20;
    private static final int MOST_DEEP = 100;
    private static final BigInteger SAFE = BigInteger.ONE.shiftLeft(53);

    private final StringBuilder out = new StringBuilder();

    /** Says why a value is not plain. */
    static final class Unplain extends Exception {
        private static final long serialVersionUID = 1;

        Unplain(String why) {
            super(why);
        }
    }

    static String encode(Object value) throws Unplain {
        Encoder encoder = new Encoder();
        encoder.put(value, 0);
        return encoder.out.toString();
    }

    private void put(Object value, int depth) throws Unplain {
        if (out.length() > MOST_LETTERS) {
            throw new Unplain("more than " + MOST_LETTERS + " bytes");
        }
        if (value == null || value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof CharSequence || value instanceof Character) {
            Json.quote(value.toString(), out);
        } else if (value instanceof Number) {
            number((Number) value);
        } else if (value instanceof Enum) {
            Json.quote(((Enum<?>) value).name(), out);
        } else if (value instanceof TemporalAccessor || value instanceof TemporalAmount || value instanceof java.util.UUID) {
            Json.quote(value.toString(), out);
        } else if (depth >= MOST_DEEP) {
            throw new Unplain("more than " + MOST_DEEP + " containers deep");
        } else {
            container(value, depth + 1);
        }
    }

    private void number(Number value) throws Unplain {
        if (value instanceof Double || value instanceof Float) {
            double number = value.doubleValue();
            if (Double.isFinite(number)) {
                out.append(value);
            } else {
                tag("f", Double.isNaN(number) ? "nan" : number > 0 ? "inf" : "-inf");
            }
        } else if (value instanceof BigDecimal) {
            double nearest = value.doubleValue();
            if (Double.isInfinite(nearest)) {
                throw new Unplain("a BigDecimal beyond what a double holds");
            }
            out.append(nearest);
        } else {
            BigInteger number = value instanceof BigInteger ? (BigInteger) value : BigInteger.valueOf(value.longValue());
            if (number.abs().compareTo(SAFE) < 0) {
                out.append(number);
            } else {
                tag("i", (number.signum() < 0 ? "-0x" : "0x") + number.abs().toString(16));
            }
        }
    }

    private void tag(String tag, String text) {
        out.append("{\"").append(tag).append("\":\"").append(text).append("\"}");
    }

    private void container(Object value, int depth) throws Unplain {
        if (value instanceof byte[]) {
            out.append("{\"b\":\"");
            for (byte one : (byte[]) value) {
                out.append(Character.forDigit(one >> 4 & 15, 16)).append(Character.forDigit(one & 15, 16));
            }
            out.append("\"}");
        } else if (value.getClass().isArray()) {
            out.append('[');
            for (int index = 0; index < Array.getLength(value); index++) {
                item(index, Array.get(value, index), depth);
            }
            out.append(']');
        } else if (value instanceof Map) {
            map((Map<?, ?>) value, depth);
        } else if (value instanceof Set) {
            out.append("{\"s\":");
            items((Set<?>) value, depth);
            out.append('}');
        } else if (value instanceof Collection) {
            items((Collection<?>) value, depth);
        } else if (value instanceof Map.Entry) {
            Map.Entry<?, ?> entry = (Map.Entry<?, ?>) value;
            out.append('[');
            item(0, entry.getKey(), depth);
            item(1, entry.getValue(), depth);
            out.append(']');
        } else if (value instanceof Optional) {
            put(((Optional<?>) value).orElse(null), depth);
        } else if (value instanceof OptionalInt) {
            put(((OptionalInt) value).isPresent() ? ((OptionalInt) value).getAsInt() : null, depth);
        } else if (value instanceof OptionalLong) {
            put(((OptionalLong) value).isPresent() ? ((OptionalLong) value).getAsLong() : null, depth);
        } else if (value instanceof OptionalDouble) {
            put(((OptionalDouble) value).isPresent() ? ((OptionalDouble) value).getAsDouble() : null, depth);
        } else if (value.getClass().isRecord()) {
            fields(value, depth);
        } else {
            throw new Unplain("a " + value.getClass().getSimpleName() + " is not a plain value");
        }
    }

    private void items(Collection<?> values, int depth) throws Unplain {
        int index = 0;
        out.append('[');
        for (Object value : values) {
            item(index++, value, depth);
        }
        out.append(']');
    }

    private void item(int index, Object value, int depth) throws Unplain {
        if (index > 0) {
            out.append(',');
        }
        put(value, depth);
    }

    private void map(Map<?, ?> map, int depth) throws Unplain {
        int index = 0;
        out.append("{\"d\":[");
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(index++ > 0 ? ",[" : "[");
            item(0, entry.getKey(), depth);
            item(1, entry.getValue(), depth);
            out.append(']');
        }
        out.append("]}");
    }

    private void fields(Object record, int depth) throws Unplain {
        int index = 0;
        out.append("{\"d\":[");
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Method accessor = component.getAccessor();
            out.append(index++ > 0 ? ",[" : "[");
            item(0, component.getName(), depth);
            try {
                accessor.setAccessible(true);
                item(1, accessor.invoke(record), depth);
            } catch (ReflectiveOperationException error) {
                throw new Unplain("a record whose " + component.getName() + " cannot be read");
            }
            out.append(']');
        }
        out.append("]}");
    }
}
