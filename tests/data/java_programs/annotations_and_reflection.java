import java.lang.annotation.*;
import java.lang.reflect.*;
import java.util.*;
public class Main { @Retention(RetentionPolicy.RUNTIME) @interface Info { String value() default "d"; int n() default 1; } @Info(value = "v", n = 3) @FunctionalInterface interface F { int f(int x); } @Deprecated static int old() { return 1; }
    public static void main(String[] args) throws Exception { Info i = F.class.getAnnotation(Info.class); System.out.println(i.value() + i.n()); Method m = Main.class.getDeclaredMethod("old"); System.out.println(m.invoke(null) + " " + m.isAnnotationPresent(Deprecated.class)); F proxy = (F) Proxy.newProxyInstance(Main.class.getClassLoader(), new Class<?>[] {F.class}, (p, me, a) -> (int) a[0] + 1); System.out.println(proxy.f(4)); @SuppressWarnings({"unchecked", "rawtypes"}) List raw = new ArrayList(); raw.add("x"); System.out.println(raw); } }
