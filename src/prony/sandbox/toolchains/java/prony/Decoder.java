package prony;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.*;

/** Makes values of Java from tagged JSON: first such as are natural, then such as a parameter's type asks for. */
final class Decoder {
    /** How far the values are from what their types were made for: the overload with the least is called. */
    int cost;

    /** Says that a value does not suit a type. */
    static final class Unfit extends Exception {
        private static final long serialVersionUID = 1;

        Unfit(Object value, Type type) {
            super((value == null ? "null" : value.getClass().getSimpleName()) + " is no " + type.getTypeName());
        }
    }

    static Object natural(Object data) {
        if (data instanceof List) {
            List<Object> list = new ArrayList<>();
            ((List<?>) data).forEach(item -> list.add(natural(item)));
            return list;
        }
        if (data instanceof Map) {
            Map.Entry<?, ?> tagged = ((Map<?, ?>) data).entrySet().iterator().next();
            return tagged((String) tagged.getKey(), tagged.getValue());
        }
        return data instanceof Long ? whole(BigInteger.valueOf((Long) data)) : data instanceof BigInteger ? whole((BigInteger) data) : data;
    }

    private static Object whole(BigInteger number) {
        return number.bitLength() < 32 ? (Object) number.intValue() : number.bitLength() < 64 ? (Object) number.longValue() : number;
    }

    private static Object tagged(String tag, Object body) {
        switch (tag) {
            case "t":
                return natural(body);
            case "s":
            case "z":
                return new LinkedHashSet<>((List<?>) natural(body));
            case "d":
                Map<Object, Object> map = new LinkedHashMap<>();
                for (Object pair : (List<?>) body) {
                    map.put(natural(((List<?>) pair).get(0)), natural(((List<?>) pair).get(1)));
                }
                return map;
            case "b":
                byte[] bytes = new BigInteger("1" + body, 16).toByteArray();
                return Arrays.copyOfRange(bytes, 1, bytes.length);
            case "f":
                return body.equals("nan") ? Double.NaN : body.equals("inf") ? Double.POSITIVE_INFINITY
                    : body.equals("-inf") ? Double.NEGATIVE_INFINITY : Double.valueOf((String) body);
            case "i":
                return whole(new BigInteger(((String) body).replace("0x", ""), 16));
            default:
                throw new IllegalArgumentException("a value that Java does not have");
        }
    }

    /** The natural value as `type` has it. */
    Object fit(Object value, Type type) throws Unfit {
        if (type instanceof TypeVariable) {
            return fit(value, ((TypeVariable<?>) type).getBounds()[0]);
        }
        if (type instanceof WildcardType) {
            return fit(value, ((WildcardType) type).getUpperBounds()[0]);
        }
        if (type instanceof GenericArrayType) {
            return array(value, ((GenericArrayType) type).getGenericComponentType(), type);
        }
        Class<?> raw = raw(type);
        if (value == null) {
            if (raw.isPrimitive()) {
                throw new Unfit(null, type);
            }
            return raw == Optional.class ? Optional.empty() : null;
        }
        if (raw.isArray()) {
            return array(value, raw.getComponentType(), type);
        }
        Object fitted = value instanceof Number ? number((Number) value, raw) : simple(value, raw);
        if (fitted == null) {
            fitted = container(value, raw, type);
        }
        if (fitted == null && raw.isInstance(value)) {
            cost += 8;
            fitted = value;
        }
        if (fitted == null) {
            throw new Unfit(value, type);
        }
        return fitted;
    }

    private static Class<?> raw(Type type) {
        if (type instanceof Class) {
            return (Class<?>) type;
        }
        if (type instanceof ParameterizedType) {
            return (Class<?>) ((ParameterizedType) type).getRawType();
        }
        if (type instanceof GenericArrayType) {
            return Array.newInstance(raw(((GenericArrayType) type).getGenericComponentType()), 0).getClass();
        }
        return raw(type instanceof TypeVariable ? ((TypeVariable<?>) type).getBounds()[0] : ((WildcardType) type).getUpperBounds()[0]);
    }

    private static final List<Class<?>> WHOLE = List.of(
        int.class, Integer.class, long.class, Long.class, short.class, Short.class, byte.class, Byte.class,
        BigInteger.class, double.class, Double.class, float.class, Float.class, BigDecimal.class);

    /** A number of another kind, where nothing of it is lost; null for what is no kind of number. */
    private Object number(Number value, Class<?> raw) {
        int kind = WHOLE.indexOf(raw);
        if (kind < 0) {
            return null;
        }
        boolean broken = value instanceof Double;
        double real = value.doubleValue();
        if (kind >= 9) {
            cost += broken ? kind - 9 : kind;
            return raw == BigDecimal.class ? new BigDecimal(value.toString()) : kind >= 11 ? (Object) (float) real : (Object) real;
        }
        if (broken && (real != Math.rint(real) || Double.isInfinite(real))) {
            return null;
        }
        cost += broken ? 10 + kind : kind;
        BigInteger whole = broken ? new BigDecimal(real).toBigInteger() : new BigInteger(value.toString());
        int bits = whole.bitLength();
        switch (kind) {
            case 0: case 1:
                return bits < 32 ? whole.intValue() : null;
            case 2: case 3:
                return bits < 64 ? whole.longValue() : null;
            case 4: case 5:
                return bits < 16 ? whole.shortValue() : null;
            case 6: case 7:
                return bits < 8 ? whole.byteValue() : null;
            default:
                return whole;
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Object simple(Object value, Class<?> raw) {
        if (value instanceof Boolean) {
            return raw == boolean.class || raw == Boolean.class ? value : null;
        }
        if (!(value instanceof String)) {
            return null;
        }
        String text = (String) value;
        if (raw == String.class) {
            return text;
        }
        cost += 1;
        if (raw == char.class || raw == Character.class) {
            return text.length() == 1 ? text.charAt(0) : null;
        }
        if (raw == StringBuilder.class) {
            return new StringBuilder(text);
        }
        if (raw.isEnum()) {
            for (Object constant : raw.getEnumConstants()) {
                if (((Enum) constant).name().equals(text)) {
                    return constant;
                }
            }
        }
        if (raw.getName().startsWith("java.time.")) {
            try {
                return raw.getMethod("parse", CharSequence.class).invoke(null, text);
            } catch (ReflectiveOperationException error) {
                return null;
            }
        }
        return raw == BigDecimal.class && text.matches("-?[0-9]+(\\.[0-9]+)?") ? new BigDecimal(text) : null;
    }

    private Object array(Object value, Type item, Type type) throws Unfit {
        Class<?> raw = raw(item);
        if (value instanceof byte[] && raw == byte.class) {
            return value;
        }
        if (value instanceof String && raw == char.class) {
            cost += 3;
            return ((String) value).toCharArray();
        }
        if (!(value instanceof Collection)) {
            throw new Unfit(value, type);
        }
        Object array = Array.newInstance(raw, ((Collection<?>) value).size());
        int index = 0;
        for (Object one : (Collection<?>) value) {
            Array.set(array, index++, fit(one, item));
        }
        return array;
    }

    private static Type argument(Type type, int index) {
        return type instanceof ParameterizedType && ((ParameterizedType) type).getActualTypeArguments().length > index
            ? ((ParameterizedType) type).getActualTypeArguments()[index] : Object.class;
    }

    private Object container(Object value, Class<?> raw, Type type) throws Unfit {
        if (raw == Optional.class) {
            return Optional.of(fit(value, argument(type, 0)));
        }
        if (raw == Object.class) {
            return null;
        }
        if (value instanceof Collection) {
            return collection((Collection<?>) value, raw, type);
        }
        if (value instanceof Map && Map.class.isAssignableFrom(raw)) {
            Map<Object, Object> map = made(raw, List.of(LinkedHashMap.class, TreeMap.class, java.util.concurrent.ConcurrentHashMap.class));
            for (Map.Entry<?, ?> entry : map == null ? Set.<Map.Entry<?, ?>>of() : ((Map<?, ?>) value).entrySet()) {
                map.put(fit(entry.getKey(), argument(type, 0)), fit(entry.getValue(), argument(type, 1)));
            }
            return map;
        }
        return value instanceof Map && raw.isRecord() ? record((Map<?, ?>) value, raw) : null;
    }

    private Object collection(Collection<?> values, Class<?> raw, Type type) throws Unfit {
        Iterator<?> items = values.iterator();
        if (raw == Map.Entry.class && values.size() == 2) {
            return new AbstractMap.SimpleEntry<>(fit(items.next(), argument(type, 0)), fit(items.next(), argument(type, 1)));
        }
        if (raw.isRecord()) {
            Map<String, Object> named = new LinkedHashMap<>();
            for (RecordComponent component : raw.getRecordComponents()) {
                named.put(component.getName(), items.hasNext() ? items.next() : null);
            }
            return items.hasNext() ? null : record(named, raw);
        }
        if (!Iterable.class.isAssignableFrom(raw)) {
            return null;
        }
        cost += values instanceof Set == Set.class.isAssignableFrom(raw) ? 0 : 3;
        Collection<Object> made = made(raw, List.of(ArrayList.class, LinkedHashSet.class, TreeSet.class, ArrayDeque.class, LinkedList.class));
        while (made != null && items.hasNext()) {
            made.add(fit(items.next(), argument(type, 0)));
        }
        return made;
    }

    /** A new object of a class, or of the first of `kinds` that suits an interface; null where there is none. */
    @SuppressWarnings("unchecked")
    private static <T> T made(Class<?> raw, List<Class<?>> kinds) {
        Class<?> kind = raw.isInterface() ? kinds.stream().filter(raw::isAssignableFrom).findFirst().orElse(null) : raw;
        try {
            return kind == null ? null : (T) kind.getConstructor().newInstance();
        } catch (ReflectiveOperationException error) {
            return null;
        }
    }

    private Object record(Map<?, ?> values, Class<?> raw) throws Unfit {
        RecordComponent[] components = raw.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] given = new Object[components.length];
        for (int index = 0; index < components.length; index++) {
            types[index] = components[index].getType();
            given[index] = fit(values.get(components[index].getName()), components[index].getGenericType());
        }
        try {
            Constructor<?> constructor = raw.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(given);
        } catch (ReflectiveOperationException error) {
            throw new Unfit(values, raw);
        }
    }
}
