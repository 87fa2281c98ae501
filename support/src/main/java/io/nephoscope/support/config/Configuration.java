package io.nephoscope.support.config;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.nephoscope.support.text.NearestWord;
import io.nephoscope.support.text.OneLine;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration of one PID, again and again. What cannot be used is refused key by key, told to the log
 * when it is new, and listed in {@link #refused()} for health; the last valid value of the key, or else its
 * default, stays in force. A key that is no longer there has its default.
 *
 * <p>Keep one for as long as the component lives, and give the component a modified method: what a component
 * knew is gone when it is made anew. Thread-safe.
 */
public final class Configuration {

    private static final Logger LOG = LoggerFactory.getLogger(Configuration.class);
    /** What frameworks, and the annotations of plugins, put beside what an operator writes. */
    private static final List<String> RESERVED = List.of(
            "service.", "component.", "felix.", "config.", "osgi.", ".", "discovery.", "pollster.", "publisher.");

    private static final int MOST_UNKNOWN = 20;

    private final String file;
    private final Map<String, Key<?>> keys = new LinkedHashMap<>();
    private final Map<Key<?>, Object> standards = new HashMap<>();
    private final List<Rule> rules = new ArrayList<>();
    private Map<Key<?>, Object> inForce;
    private List<String> refused = List.of();
    private List<String> warnings = List.of();
    private Set<Key<?>> lacking = Set.of();
    /** Whether the operator has ever written anything: the defaults before that were nobody's choice. */
    private boolean hasRead;

    /** What several keys must satisfy together. */
    private record Rule(List<Key<?>> keys, Function<KeyValues, Optional<String>> objection) {}

    /**
     * The configuration of a PID.
     *
     * @param pid the name of the .cfg file without its ending
     * @param type the annotation type that declares the keys, an underscore for each dot, with their defaults; a key that
     *     is a word of the Java language has a dollar sign at its end there
     * @param keys one for each of its methods
     * @throws IllegalArgumentException if they do not belong together, or a default is no value of its key
     */
    public Configuration(String pid, Class<?> type, Key<?>... keys) {
        this.file = pid + ".cfg";
        for (Key<?> key : keys) {
            this.keys.put(key.name(), key);
            standards.put(key, standard(type, key));
        }
        Stream.of(type.getDeclaredMethods())
                .map(method -> method.getName().replace("$", "").replace('_', '.'))
                .filter(name -> !this.keys.containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(type + " declares " + name + ", for which there is no key");
                });
        inForce = Map.copyOf(standards);
    }

    private static Object standard(Class<?> type, Key<?> key) {
        try {
            return value(
                    key, text(declaration(type, key.name().replace('.', '_')).getDefaultValue()));
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(type + " does not declare " + key, e);
        }
    }

    /** A word of the Java language cannot be a method's name; a dollar sign after it, which is none of the key, can. */
    private static Method declaration(Class<?> type, String name) throws NoSuchMethodException {
        try {
            return type.getDeclaredMethod(name);
        } catch (NoSuchMethodException e) {
            return type.getDeclaredMethod(name + "$");
        }
    }

    /**
     * Adds what several keys must satisfy together. Where they do not, all of them keep what was in force.
     *
     * @param objection why values go not together, said of the first key; empty if they do. Called with the lock
     *     of this configuration held
     */
    public Configuration rule(Function<KeyValues, Optional<String>> objection, Key<?>... together) {
        rules.add(new Rule(List.of(together), objection));
        return this;
    }

    /** Reads what a ManagedService is handed. */
    @SuppressWarnings("JdkObsolete") // ConfigAdmin hands over dictionaries
    public KeyValues read(@Nullable Dictionary<String, ?> properties) {
        Map<String, Object> copy = new TreeMap<>();
        if (properties != null) {
            Collections.list(properties.keys()).forEach(key -> copy.put(key, properties.get(key)));
        }
        return read(copy);
    }

    /** Reads the properties of a component, and returns what is in force then. */
    public synchronized KeyValues read(Map<String, ?> properties) {
        Reading reading = new Reading(properties, WrittenFile.of(properties));
        keys.values().forEach(reading::take);
        rules.forEach(reading::apply);
        reading.tellUnknownKeys();
        tellWhatIsNew(reading);
        inForce = Map.copyOf(reading.values);
        refused = List.copyOf(reading.refused);
        warnings = List.copyOf(reading.warnings);
        lacking = Set.copyOf(reading.lacking);
        hasRead |= !properties.isEmpty();
        return new KeyValues(inForce);
    }

    /** Why values of the last reading were refused, one sentence each. */
    public synchronized List<String> refused() {
        return refused;
    }

    /** What of the last reading was taken but is probably not meant, one sentence each. */
    public synchronized List<String> warnings() {
        return warnings;
    }

    /**
     * The essential keys whose value was refused while none was in force before: the defaults that are read for
     * them are not to be used.
     */
    public synchronized Set<String> lacking() {
        return lacking.stream().map(Key::name).collect(toUnmodifiableSet());
    }

    private void tellWhatIsNew(Reading reading) {
        reading.refused.stream().filter(each -> !refused.contains(each)).forEach(each -> LOG.error("{}", each));
        reading.warnings.stream().filter(each -> !warnings.contains(each)).forEach(each -> LOG.warn("{}", each));
    }

    private static Object value(Key<?> key, String written) {
        return requireNonNull(key.parse(written.strip()), key.name());
    }

    /** Values that are lists, in an annotation or in a typed configuration, are joined as one writes them. */
    private static String text(Object value) {
        if (value instanceof Collection<?> several) {
            return several.stream().map(String::valueOf).collect(joining(","));
        }
        if (value.getClass().isArray()) {
            Object[] several = new Object[Array.getLength(value)];
            Arrays.setAll(several, i -> Array.get(value, i));
            return text(Arrays.asList(several));
        }
        return value instanceof Class<?> type ? type.getName() : value.toString();
    }

    /** One reading; used under the lock of the configuration. */
    private final class Reading {

        private final Map<String, ?> given;
        private final Optional<WrittenFile> written;
        private final Map<Key<?>, Object> values = new HashMap<>();
        private final List<String> refused = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();
        private final Set<Key<?>> lacking = new HashSet<>();

        Reading(Map<String, ?> given, Optional<WrittenFile> written) {
            this.given = given;
            this.written = written;
        }

        void take(Key<?> key) {
            Object value = given.get(key.name());
            if (value == null) {
                values.put(key, old(standards, key));
                return;
            }
            String text = text(value).strip();
            try {
                objection(key, text).ifPresent(reason -> {
                    throw new IllegalArgumentException(reason);
                });
                values.put(key, value(key, text));
                warnOfAnOpenSecret(key, text);
            } catch (IllegalArgumentException e) {
                values.put(key, old(inForce, key));
                refuse(key, String.valueOf(e.getMessage()));
            } catch (RuntimeException e) {
                values.put(key, old(inForce, key));
                refuse(key, "cannot be read (" + e.getClass().getSimpleName() + ")");
            }
        }

        /** What is wrong with the text, whatever the key: it is not what the operator wrote or meant. */
        private Optional<String> objection(Key<?> key, String text) {
            if (text.indexOf('\uFFFD') >= 0) {
                return Optional.of("holds bytes that are not UTF-8; save the file as UTF-8");
            }
            String vanished = written.map(file -> file.vanishedReference(key.name(), text))
                    .orElse(null);
            if (vanished != null) {
                return Optional.of("${" + (key.isSecret() ? "…" : vanished)
                        + "} stands for nothing; give it a value, or write \\${ if it is meant as it stands");
            }
            if (isQuoted(text)) {
                return Optional.of("is in quotes, which would be a part of the value; write it without"
                        + (key.isSecret() ? ", or plain: before it if they are meant" : ""));
            }
            return !key.isSecret() && text.chars().anyMatch(Character::isISOControl)
                    ? Optional.of("holds a control character")
                    : Optional.empty();
        }

        private boolean isQuoted(String text) {
            char first = text.isEmpty() ? ' ' : text.charAt(0);
            return text.length() > 1 && (first == '"' || first == '\'') && text.charAt(text.length() - 1) == first;
        }

        private void warnOfAnOpenSecret(Key<?> key, String text) {
            if (key.isSecret()
                    && !text.isEmpty()
                    && !SecretReference.isElsewhere(text)
                    && written.filter(each -> each.holds(key.name()))
                            .filter(WrittenFile::isReadableByOthers)
                            .isPresent()) {
                warnings.add(file + ": " + key + ": every user of this machine can read it; chmod o-r the file");
            }
        }

        void apply(Rule rule) {
            rule.objection.apply(new KeyValues(values)).ifPresent(reason -> {
                Key<?> first = rule.keys.get(0);
                boolean wasValid = rule.objection.apply(merged(rule, inForce)).isEmpty();
                rule.keys.forEach(key -> values.put(key, old(wasValid ? inForce : standards, key)));
                refuse(first, reason);
            });
        }

        private KeyValues merged(Rule rule, Map<Key<?>, Object> source) {
            Map<Key<?>, Object> merged = new HashMap<>(values);
            rule.keys.forEach(key -> merged.put(key, old(source, key)));
            return new KeyValues(merged);
        }

        private Object old(Map<Key<?>, Object> source, Key<?> key) {
            return requireNonNull(source.get(key), key.name());
        }

        private void refuse(Key<?> key, String reason) {
            if (key.isEssential() && (!hasRead || Configuration.this.lacking.contains(key))) {
                lacking.add(key);
                refused.add(file + ": " + key + ": " + OneLine.of(reason) + "; nothing is done until it is corrected");
                return;
            }
            Object value = old(values, key);
            String instead = !key.isSecret()
                    ? key.show(value)
                    : value.equals(standards.get(key)) ? "the default" : "the value before";
            refused.add(file + ": " + key + ": " + OneLine.of(reason) + "; " + instead + " is used instead");
        }

        /** A component's properties hold what its annotations add: only what the operator wrote counts. */
        void tellUnknownKeys() {
            TreeSet<String> unknown = new TreeSet<>(given.keySet());
            unknown.removeAll(keys.keySet());
            unknown.removeIf(key -> RESERVED.stream().anyMatch(key::startsWith));
            written.ifPresent(each -> unknown.removeIf(key -> !each.holds(key)));
            unknown.stream().limit(MOST_UNKNOWN).forEach(key -> warnings.add(file + ": " + unknownKey(key)));
        }

        /** A line that is nothing but a secret reads like a key: where secrets may stand, only misspelt keys are shown. */
        private String unknownKey(String key) {
            Optional<String> meant = NearestWord.to(key, keys.keySet());
            if (meant.isPresent()) {
                return OneLine.of(key, 80) + ": there is no such key; did you mean " + meant.get() + "?";
            }
            if (keys.values().stream().noneMatch(Key::isSecret)) {
                return OneLine.of(key, 80) + ": there is no such key; it is ignored";
            }
            return written.map(each -> each.line(key))
                            .filter(line -> line > 0)
                            .map(line -> "line " + line)
                            .orElse("a line")
                    + " holds a key that means nothing here; it is ignored";
        }
    }
}
