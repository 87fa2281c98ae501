package io.nephoscope.expression.evaluator;

import io.nephoscope.expression.SyntaxException;
import io.nephoscope.expression.functions.Builtins;
import io.nephoscope.expression.functions.Methods;
import io.nephoscope.expression.functions.Modules;
import io.nephoscope.expression.functions.Refused;
import io.nephoscope.expression.tree.Syntax;
import io.nephoscope.support.text.NearestWord;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** Names that expressions do not have, and what to write instead. */
final class Unknown {

    private Unknown() {}

    static SyntaxException name(Syntax.Name name, Set<String> variables) {
        String id = name.id();
        if (Modules.exists(id)) {
            return new SyntaxException(
                    name.offset(),
                    "'" + id + "' is a module, and no value",
                    "call one of its functions: " + String.join(", ", Modules.members(id)));
        }
        String advice = Refused.nameAdvice(id);
        if (advice.isEmpty()) {
            Set<String> known = new TreeSet<>(Builtins.names());
            known.addAll(variables);
            known.addAll(Modules.names());
            advice = nearest(
                    id,
                    known,
                    "the names are " + String.join(", ", new TreeSet<>(variables)) + "; put texts into quotes");
        }
        return new SyntaxException(name.offset(), "there is no name '" + id + "'", advice);
    }

    static SyntaxException member(String module, Syntax.Attribute attribute) {
        String advice = Refused.memberAdvice(module, attribute.name());
        if (advice.isEmpty()) {
            advice = nearest(
                    attribute.name(),
                    Modules.members(module),
                    "there are " + String.join(", ", Modules.members(module)));
        }
        return new SyntaxException(attribute.offset(), "there is no '" + attribute.name() + "' in " + module, advice);
    }

    /** Fails if no value at all has this method. */
    static void checkMethod(Syntax.Attribute attribute) throws SyntaxException {
        if (Methods.names().contains(attribute.name())) {
            return;
        }
        String advice = Refused.methodAdvice(attribute.name());
        if (advice.isEmpty()) {
            String key = "write value['" + attribute.name() + "'] for a key";
            advice = nearest(attribute.name(), Methods.names(), key);
        }
        throw new SyntaxException(attribute.offset(), "there is no method '" + attribute.name() + "'", advice);
    }

    private static String nearest(String word, Collection<String> known, String otherwise) {
        return NearestWord.to(word, known)
                .map(near -> "did you mean " + near + "?")
                .orElse(otherwise);
    }
}
