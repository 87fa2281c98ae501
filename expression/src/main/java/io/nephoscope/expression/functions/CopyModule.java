package io.nephoscope.expression.functions;

import java.util.List;

/** {@code copy}: since nobody changes a value, the value itself. */
final class CopyModule {

    static final List<Function> FUNCTIONS =
            List.of(Function.of("copy", "value", (a, b) -> a[0]), Function.of("deepcopy", "value", (a, b) -> a[0]));

    private CopyModule() {}
}
