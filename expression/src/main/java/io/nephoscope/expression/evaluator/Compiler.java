package io.nephoscope.expression.evaluator;

import io.nephoscope.expression.SyntaxException;
import io.nephoscope.expression.functions.Builtins;
import io.nephoscope.expression.functions.Function;
import io.nephoscope.expression.functions.Methods;
import io.nephoscope.expression.functions.Modules;
import io.nephoscope.expression.tree.Syntax;
import io.nephoscope.expression.value.PythonError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Resolves names to slots and functions, so that nothing is looked up by name when an expression is evaluated. */
final class Compiler {

    private final Set<String> variables;
    private final Scope root = Scope.root();
    private final Map<String, Integer> used = new LinkedHashMap<>();

    /** @param variables the names that an evaluation gives values for */
    Compiler(Set<String> variables) {
        this.variables = variables;
    }

    /** @throws SyntaxException if a name is unknown or arguments do not fit */
    Program compile(Syntax syntax) throws SyntaxException {
        try {
            Node node = compile(syntax, root);
            return new Program(node, used, root.layout().slots());
        } catch (PythonError e) {
            throw new SyntaxException(e.offset(), e.getMessage(), "");
        }
    }

    private Node compile(Syntax syntax, Scope scope) throws SyntaxException {
        int offset = syntax.offset();
        if (syntax instanceof Syntax.Literal literal) {
            return new Nodes.Constant(literal.value(), offset);
        } else if (syntax instanceof Syntax.Name name) {
            return name(name, scope);
        } else if (syntax instanceof Syntax.Subscript subscript) {
            return new Nodes.Subscript(compile(subscript.object(), scope), compile(subscript.index(), scope), offset);
        } else if (syntax instanceof Syntax.Call call) {
            return call(call, scope);
        } else if (syntax instanceof Syntax.Attribute attribute) {
            return attribute(attribute, scope);
        } else if (syntax instanceof Syntax.Lambda lambda) {
            return lambda(lambda, scope);
        } else if (syntax instanceof Syntax.Comprehension comprehension) {
            return comprehension(comprehension, scope);
        } else if (syntax instanceof Syntax.Starred starred) {
            return new Displays.Starred(compile(starred.items(), scope), offset);
        }
        return operation(syntax, scope);
    }

    private Node operation(Syntax syntax, Scope scope) throws SyntaxException {
        int offset = syntax.offset();
        if (syntax instanceof Syntax.Binary binary) {
            return new Nodes.Binary(
                    binary.operator(), compile(binary.left(), scope), compile(binary.right(), scope), offset);
        } else if (syntax instanceof Syntax.Unary unary) {
            return new Nodes.Unary(unary.operator(), compile(unary.operand(), scope), offset);
        } else if (syntax instanceof Syntax.Not not) {
            return new Nodes.Not(compile(not.operand(), scope), offset);
        } else if (syntax instanceof Syntax.Logical logical) {
            return new Nodes.Logical(
                    logical.and(), compile(logical.left(), scope), compile(logical.right(), scope), offset);
        } else if (syntax instanceof Syntax.Comparison comparison) {
            return new Nodes.Comparison(
                    comparison.operators().toArray(Syntax.Comparator[]::new),
                    compile(comparison.operands(), scope),
                    offset);
        } else if (syntax instanceof Syntax.Conditional conditional) {
            return new Nodes.Conditional(
                    compile(conditional.test(), scope),
                    compile(conditional.then(), scope),
                    compile(conditional.otherwise(), scope),
                    offset);
        }
        return composite(syntax, scope);
    }

    private Node composite(Syntax syntax, Scope scope) throws SyntaxException {
        int offset = syntax.offset();
        if (syntax instanceof Syntax.Display display) {
            return new Displays.Display(display.kind(), compile(display.items(), scope), offset);
        } else if (syntax instanceof Syntax.DictDisplay display) {
            return new Displays.DictDisplay(
                    compileSome(display.keys(), scope), compile(display.values(), scope), offset);
        } else if (syntax instanceof Syntax.Part part) {
            return new Nodes.Part(
                    compileAny(part.lower(), scope),
                    compileAny(part.upper(), scope),
                    compileAny(part.step(), scope),
                    offset);
        } else if (syntax instanceof Syntax.Joined joined) {
            return new Nodes.Joined(compile(joined.parts(), scope), offset);
        } else if (syntax instanceof Syntax.Field field) {
            return new Nodes.Field(
                    compile(field.value(), scope), field.conversion(), compileAny(field.spec(), scope), offset);
        }
        throw new IllegalStateException("no node for " + syntax);
    }

    private @Nullable Node compileAny(@Nullable Syntax syntax, Scope scope) throws SyntaxException {
        return syntax == null ? null : compile(syntax, scope);
    }

    private Node[] compile(List<Syntax> syntaxes, Scope scope) throws SyntaxException {
        Node[] nodes = new Node[syntaxes.size()];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = compile(syntaxes.get(i), scope);
        }
        return nodes;
    }

    private @Nullable Node[] compileSome(List<@Nullable Syntax> syntaxes, Scope scope) throws SyntaxException {
        @Nullable Node[] nodes = new @Nullable Node[syntaxes.size()];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = compileAny(syntaxes.get(i), scope);
        }
        return nodes;
    }

    private Node name(Syntax.Name name, Scope scope) throws SyntaxException {
        Scope.Place place = place(name.id(), scope);
        if (place != null) {
            if (place.slot() == Scope.NOT_YET) {
                throw new SyntaxException(name.offset(), "'" + name.id() + "' is used before its 'for'", "");
            }
            return place.distance() == 0
                    ? new Nodes.Local(place.slot(), name.offset())
                    : new Nodes.Outer(place.distance(), place.slot(), name.offset());
        }
        Function function = Builtins.find(name.id());
        if (function != null) {
            return new Nodes.Constant(function, name.offset());
        }
        throw Unknown.name(name, variables);
    }

    private Scope.@Nullable Place place(String name, Scope scope) {
        Scope.Place place = scope.find(name);
        if (place == null && variables.contains(name)) {
            used.put(name, root.declare(name));
            return scope.find(name);
        }
        return place;
    }

    private boolean isFree(String name, Scope scope) {
        return scope.find(name) == null && !variables.contains(name);
    }

    /** What a name of a module or a type's method stands for; null if the object is something else. */
    private @Nullable Object member(Syntax.Attribute attribute, Scope scope) throws SyntaxException {
        if (!(attribute.object() instanceof Syntax.Name name) || !isFree(name.id(), scope)) {
            return null;
        }
        if (Modules.exists(name.id())) {
            Object member = Modules.find(name.id(), attribute.name());
            if (member == null) {
                throw Unknown.member(name.id(), attribute);
            }
            return member;
        }
        Function function = Builtins.find(name.id());
        return function == null || function.constructs() == null
                ? null
                : Methods.find(function.constructs(), attribute.name());
    }

    private Node attribute(Syntax.Attribute attribute, Scope scope) throws SyntaxException {
        Object member = member(attribute, scope);
        if (member != null) {
            return new Nodes.Constant(member, attribute.offset());
        }
        Node self = compile(attribute.object(), scope);
        Unknown.checkMethod(attribute);
        return new Calls.Attribute(attribute.name(), self, attribute.offset());
    }

    private Node call(Syntax.Call call, Scope scope) throws SyntaxException {
        List<String> keywords =
                call.keywords().stream().map(Syntax.Keyword::name).toList();
        List<Syntax> values = new ArrayList<>(call.arguments());
        call.keywords().forEach(keyword -> values.add(keyword.value()));
        if (call.function() instanceof Syntax.Attribute attribute) {
            Object member = member(attribute, scope);
            if (member == null) {
                Node self = compile(attribute.object(), scope);
                Unknown.checkMethod(attribute);
                return new Calls.Method(attribute.name(), self, compile(values, scope), keywords, attribute.offset());
            }
            if (member instanceof Function function) {
                return call(function, compile(values, scope), keywords, attribute.offset());
            }
        }
        Node callee = compile(call.function(), scope);
        Node[] arguments = compile(values, scope);
        if (callee instanceof Nodes.Constant constant && constant.evaluate() instanceof Function function) {
            return call(function, arguments, keywords, callee.offset);
        }
        if (!keywords.isEmpty()) {
            throw new SyntaxException(
                    call.keywords().get(0).offset(),
                    "a lambda takes no keyword arguments here",
                    "hand them over in order");
        }
        return new Calls.Dynamic(callee, arguments, call.offset());
    }

    private static Node call(Function function, Node[] arguments, List<String> keywords, int offset)
            throws SyntaxException {
        for (Node argument : arguments) {
            if (argument instanceof Displays.Starred) {
                return new Calls.Spread(function, arguments, keywords, offset);
            }
        }
        try {
            Patterns.prepare(function, arguments);
            return new Calls.Static(
                    function, function.bind(arguments.length - keywords.size(), keywords), arguments, offset);
        } catch (PythonError e) {
            throw e.at(offset);
        }
    }

    private Node lambda(Syntax.Lambda lambda, Scope scope) throws SyntaxException {
        Scope inner = scope.ofFunction();
        lambda.parameters().forEach(inner::declare);
        Node body = compile(lambda.body(), inner);
        return new Lambda(lambda.parameters().size(), inner.layout().slots(), body, lambda.offset());
    }

    private Node comprehension(Syntax.Comprehension comprehension, Scope scope) throws SyntaxException {
        boolean ownFrame = Comprehension.needsFrame(comprehension);
        Scope inner = ownFrame ? scope.ofFunction() : scope.inFrame();
        comprehension.clauses().forEach(clause -> announce(clause.target(), inner));
        Comprehension.Loop[] loops =
                new Comprehension.Loop[comprehension.clauses().size()];
        for (int i = 0; i < loops.length; i++) {
            Syntax.Clause clause = comprehension.clauses().get(i);
            Node source = compile(clause.source(), i == 0 ? scope : inner);
            Targets target = target(clause.target(), inner);
            Node[] conditions = compile(clause.conditions(), inner);
            loops[i] = new Comprehension.Loop(
                    target, source, conditions, clause.target().offset());
        }
        Node element = compile(comprehension.element(), inner);
        Node value = compileAny(comprehension.value(), inner);
        int slots = ownFrame ? inner.layout().slots() : Comprehension.shared();
        return new Comprehension(comprehension, element, value, loops, slots);
    }

    private static void announce(Syntax target, Scope scope) {
        if (target instanceof Syntax.Name name) {
            scope.announce(name.id());
        } else if (target instanceof Syntax.Display display) {
            display.items().forEach(item -> announce(item, scope));
        }
    }

    private static Targets target(Syntax target, Scope scope) {
        if (target instanceof Syntax.Display display) {
            return new Targets.Several(
                    display.items().stream().map(item -> target(item, scope)).toList());
        }
        return new Targets.Slot(scope.declare(target instanceof Syntax.Name name ? name.id() : ""));
    }
}
