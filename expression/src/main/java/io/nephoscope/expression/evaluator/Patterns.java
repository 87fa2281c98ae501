package io.nephoscope.expression.evaluator;

import io.nephoscope.expression.functions.Function;
import io.nephoscope.expression.functions.Modules;

/** Regular expressions that are written in the expression are translated once. */
final class Patterns {

    private Patterns() {}

    /** Puts the translated pattern in the place of its text, if the function takes one first and no flags. */
    static void prepare(Function function, Node[] arguments) {
        if (arguments.length == 0 || !(arguments[0] instanceof Nodes.Constant constant)) {
            return;
        }
        Object prepared = Modules.prepare(function, constant.evaluate(), arguments.length);
        if (prepared != null) {
            arguments[0] = new Nodes.Constant(prepared, constant.offset);
        }
    }
}
