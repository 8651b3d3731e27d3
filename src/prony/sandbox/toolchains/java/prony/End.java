package prony;

import java.lang.reflect.Method;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Ends every test in a comparison of two numbers, which are equal but for the copy of a test that must fail. */
public final class End implements InvocationInterceptor {
    static final String KEY = "prony.end";

    private static void compare(ExtensionContext context) {
        String[] numbers = context.getConfigurationParameter(KEY).orElse("0 1").split(" ");
        Assertions.assertEquals(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
    }

    @Override
    public void interceptTestMethod(Invocation<Void> test, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        test.proceed();
        compare(context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> test, ReflectiveInvocationContext<Method> method, ExtensionContext context) throws Throwable {
        test.proceed();
        compare(context);
    }

    @Override
    public <T> T interceptTestFactoryMethod(
            Invocation<T> test, ReflectiveInvocationContext<Method> method, ExtensionContext context) throws Throwable {
        return test.proceed();
    }

    @Override
    public void interceptDynamicTest(Invocation<Void> test, DynamicTestInvocationContext dynamic, ExtensionContext context)
            throws Throwable {
        test.proceed();
        compare(context);
    }
}
