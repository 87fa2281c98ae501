package io.nephoscope.pollsters.dynamic.definition;

import io.nephoscope.api.sample.MeterType;
import io.nephoscope.expression.AttributeExpression;
import io.nephoscope.expression.SyntaxException;
import io.nephoscope.pollsters.dynamic.answer.AnswerFormat;
import io.nephoscope.pollsters.dynamic.definition.Definition.ExtraMetadata;
import io.nephoscope.pollsters.dynamic.definition.Definition.Measure;
import io.nephoscope.pollsters.dynamic.definition.Definition.MetadataFields;
import io.nephoscope.pollsters.dynamic.definition.Definition.OwnerFields;
import io.nephoscope.pollsters.dynamic.definition.Definition.RequestOptions;
import io.nephoscope.pollsters.dynamic.definition.Definition.SubMetric;
import io.nephoscope.support.yaml.Problems;
import io.nephoscope.support.yaml.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads one definition, with all that is wrong with it. As in Ceilometer an option that is null is as good as none, and so is
 * one that Python takes for false where the option must be given.
 */
final class DefinitionReader {

    /** All options, in the order in which they are documented. */
    static final Set<String> OPTIONS = Arrays.stream(DefinitionOption.values())
            .map(DefinitionOption::key)
            .collect(Collectors.toCollection(TreeSet::new));

    private static final Pattern NAME =
            Pattern.compile("([\\w-]+)(\\.[\\w-]+)*(\\.\\{[\\w-]+\\})?", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern SUB_METRIC_NAME =
            Pattern.compile(".*\\.(\\{(\\w+)\\})", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern SUB_METRIC_VALUE =
            Pattern.compile("\\[(\\w+)\\]((\\.\\w+)+)", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration KEPT = Duration.ofHours(1);
    private static final int DEEPEST = 5;
    /** What Java's client sets itself, and nobody else may. */
    private static final Set<String> RESTRICTED = Set.of("connection", "content-length", "expect", "host", "upgrade");

    private final DefinitionOptions options;
    private final int depth;
    private final Set<String> variables;

    private DefinitionReader(DefinitionOptions options, int depth) {
        this.options = options;
        this.depth = depth;
        this.variables = depth == 0 ? Set.of() : Template.EXTRA_VARIABLES;
    }

    /** @return empty if something is wrong with it */
    static Optional<Definition> read(YamlNode.Table table, String path, Problems problems) {
        return new DefinitionReader(DefinitionOptions.of(table, path, problems), 0).read();
    }

    private Optional<Definition> read() {
        int before = options.errors();
        options.warnOfUnknown();
        String name = options.required(DefinitionOption.NAME);
        if (!name.isEmpty() && !NAME.matcher(name).matches()) {
            options.error(
                    DefinitionOption.NAME,
                    name
                            + " is no name: words of letters, digits, _ and -, separated by single dots; the last may be {word}");
        }
        MeterType type = type();
        String unit = options.required(DefinitionOption.UNIT);
        Optional<AnswerOrigin> origin = origin();
        Optional<Measure> measure = measure(name, type, unit);
        RequestOptions request = new RequestOptions(
                headers(),
                options.seconds(DefinitionOption.TIMEOUT, TIMEOUT),
                formats(),
                options.attribute(DefinitionOption.RESPONSE_ENTRIES_KEY),
                options.attribute(DefinitionOption.NEXT_SAMPLE_URL_ATTRIBUTE));
        OwnerFields owner = new OwnerFields(
                owner(DefinitionOption.USER_ID_ATTRIBUTE, "user_id"),
                owner(DefinitionOption.PROJECT_ID_ATTRIBUTE, "project_id"),
                owner(DefinitionOption.RESOURCE_ID_ATTRIBUTE, "id"));
        MetadataFields metadata = metadata();
        List<ExtraMetadata> extras = extras();
        Set<String> namespaces = namespaces();
        if (options.errors() > before || origin.isEmpty() || measure.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Definition(name, origin.get(), request, measure.get(), owner, metadata, extras, namespaces));
    }

    private MeterType type() {
        String written = options.required(DefinitionOption.SAMPLE_TYPE);
        for (MeterType type : MeterType.values()) {
            if (type.wireName().equals(written)) {
                return type;
            }
        }
        if (!written.isEmpty()) {
            options.error(DefinitionOption.SAMPLE_TYPE, written + " is none of gauge, delta, cumulative");
        }
        return MeterType.GAUGE;
    }

    private Optional<AnswerOrigin> origin() {
        if (options.isTrue(DefinitionOption.HOST_COMMAND)) {
            return options.text(DefinitionOption.HOST_COMMAND)
                    .map(command -> new AnswerOrigin.HostCommand(template(DefinitionOption.HOST_COMMAND, command)));
        }
        boolean isCloud = !options.isTrue(DefinitionOption.MODULE);
        String type = isCloud ? options.required(DefinitionOption.ENDPOINT_TYPE) : "";
        String path = options.required(DefinitionOption.URL_PATH);
        if (isCloud) {
            return type.isEmpty() || path.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new AnswerOrigin.CloudService(type, template(DefinitionOption.URL_PATH, path)));
        }
        Optional<Authentication> authentication = authentication();
        return path.isEmpty() || authentication.isEmpty()
                ? Optional.empty()
                : Optional.of(new AnswerOrigin.WebService(
                        template(DefinitionOption.URL_PATH, path),
                        authentication.get(),
                        options.text(DefinitionOption.BARBICAN_SECRET_ID).orElse("")));
    }

    private Template template(DefinitionOption option, String text) {
        Template.objection(text, variables)
                .ifPresent(e -> options.error(
                        option,
                        "names a variable, but is no expression that is known here: column " + (e.offset() + 1) + ": "
                                + e.getMessage()));
        return Template.of(text, variables);
    }

    private Optional<Authentication> authentication() {
        String module = options.required(DefinitionOption.MODULE);
        String object = options.required(DefinitionOption.AUTHENTICATION_OBJECT);
        if (module.isEmpty() || object.isEmpty()) {
            return Optional.empty();
        }
        Optional<Authentication.Scheme> scheme = Authentication.scheme(module, object);
        if (scheme.isEmpty()) {
            options.error(
                    module.equals(Authentication.OWN_MODULE)
                            ? DefinitionOption.AUTHENTICATION_OBJECT
                            : DefinitionOption.MODULE,
                    "no code of Python's is loaded here, and " + module + "." + object + " is not known; "
                            + Authentication.advice());
        }
        return scheme.map(known -> new Authentication(
                known, options.text(DefinitionOption.AUTHENTICATION_PARAMETERS).orElse("")));
    }

    private Optional<Measure> measure(String name, MeterType type, String unit) {
        String written = options.required(DefinitionOption.VALUE_ATTRIBUTE);
        if (written.isEmpty()) {
            return Optional.empty();
        }
        Matcher subMetric = SUB_METRIC_NAME.matcher(name);
        Optional<SubMetric> element = Optional.empty();
        String value = written;
        if (subMetric.matches()) {
            Matcher list = SUB_METRIC_VALUE.matcher(written);
            if (!list.matches()) {
                options.error(
                        DefinitionOption.VALUE_ATTRIBUTE,
                        written + " names no list and a value in its elements, which a name with " + subMetric.group(1)
                                + " needs: write it as [list].value");
                return Optional.empty();
            }
            value = list.group(1);
            element = parsed(DefinitionOption.VALUE_ATTRIBUTE, list.group(2).substring(1))
                    .map(part -> new SubMetric(subMetric.group(1), subMetric.group(2), part));
        }
        List<@Nullable Object> skipped = options.list(DefinitionOption.SKIP_SAMPLE_VALUES);
        List<Map.Entry<@Nullable Object, @Nullable Object>> mapped = options.pairs(DefinitionOption.VALUE_MAPPING);
        Object fallback =
                options.given(DefinitionOption.DEFAULT_VALUE) ? options.value(DefinitionOption.DEFAULT_VALUE) : -1L;
        Optional<AttributeExpression> expression = parsed(DefinitionOption.VALUE_ATTRIBUTE, value);
        return expression.isEmpty()
                ? Optional.empty()
                : Optional.of(new Measure(type, unit, expression.get(), element, skipped, mapped, fallback));
    }

    private Optional<AttributeExpression> parsed(DefinitionOption option, String text) {
        try {
            return Optional.of(AttributeExpression.parse(text));
        } catch (SyntaxException e) {
            options.error(option, "column " + (e.offset() + 1) + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Empty where the entry tells it under its usual key, or not at all. */
    private Optional<AttributeExpression> owner(DefinitionOption option, String usual) {
        return options.text(option).filter(text -> !text.equals(usual)).flatMap(text -> parsed(option, text));
    }

    /** A mapping, or as Ceilometer's own tests have it a list of mappings. */
    private Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>();
        Object written = options.value(DefinitionOption.HEADERS);
        List<?> parts = written instanceof List<?> list ? list : written == null ? List.of() : List.of(written);
        for (Object part : parts) {
            if (part instanceof Map<?, ?> pairs) {
                pairs.forEach(
                        (name, value) -> headers.put(String.valueOf(name), value == null ? "" : String.valueOf(value)));
            } else {
                options.error(DefinitionOption.HEADERS, "must be a mapping of names and values");
            }
        }
        headers.forEach((name, value) -> {
            if (RESTRICTED.contains(name.toLowerCase(Locale.ROOT))) {
                options.error(DefinitionOption.HEADERS, "cannot set " + name + ", which the connection itself sets");
            } else if (!HeaderRules.isName(name)) {
                options.error(DefinitionOption.HEADERS, name + " cannot be the name of a header");
            } else if (!HeaderRules.isValue(value)) {
                options.error(
                        DefinitionOption.HEADERS,
                        "the value of " + name + " cannot be sent: it holds a line feed, another control character or a"
                                + " letter beyond Latin-1");
            }
        });
        return headers;
    }

    private List<AnswerFormat> formats() {
        if (!options.given(DefinitionOption.RESPONSE_HANDLERS)) {
            return List.of(AnswerFormat.JSON);
        }
        List<AnswerFormat> formats = new ArrayList<>();
        for (Object word : options.list(DefinitionOption.RESPONSE_HANDLERS)) {
            Optional<AnswerFormat> format = Arrays.stream(AnswerFormat.values())
                    .filter(known -> known.word().equals(word))
                    .findFirst();
            format.ifPresentOrElse(
                    formats::add,
                    () -> options.error(DefinitionOption.RESPONSE_HANDLERS, word + " is none of json, xml, text"));
        }
        if (formats.isEmpty()) {
            options.error(DefinitionOption.RESPONSE_HANDLERS, "must be a list of json, xml, text");
        }
        return formats.isEmpty() ? List.of(AnswerFormat.JSON) : formats;
    }

    private MetadataFields metadata() {
        Map<String, AttributeExpression> fields = new LinkedHashMap<>();
        for (Object field : options.list(DefinitionOption.METADATA_FIELDS)) {
            if (field instanceof String text && !text.isBlank()) {
                parsed(DefinitionOption.METADATA_FIELDS, text).ifPresent(expression -> fields.put(text, expression));
            } else {
                options.error(DefinitionOption.METADATA_FIELDS, "must be a list of texts");
            }
        }
        Map<String, String> renamed = new LinkedHashMap<>();
        for (Map.Entry<?, ?> pair : options.pairs(DefinitionOption.METADATA_MAPPING)) {
            if (pair.getKey() instanceof String from && pair.getValue() instanceof String to) {
                renamed.put(from, to);
            } else {
                options.error(DefinitionOption.METADATA_MAPPING, "must be a mapping of names");
            }
        }
        boolean keepsBoth = !options.given(DefinitionOption.PRESERVE_MAPPED_METADATA)
                || options.isTrue(DefinitionOption.PRESERVE_MAPPED_METADATA);
        return new MetadataFields(fields, renamed, keepsBoth);
    }

    private Set<String> namespaces() {
        Object written = options.value(DefinitionOption.NAMESPACES);
        List<?> words = written instanceof List<?> list ? list : written == null ? List.of() : List.of(written);
        Set<String> namespaces = new TreeSet<>();
        for (Object word : words) {
            if (word instanceof String text && !text.isBlank()) {
                namespaces.add(text.strip());
            } else {
                options.error(DefinitionOption.NAMESPACES, "must be a word or a list of words");
            }
        }
        return namespaces.isEmpty() ? Set.of("central") : namespaces;
    }

    private List<ExtraMetadata> extras() {
        List<DefinitionOptions> parts = options.parts(DefinitionOption.EXTRA_METADATA_FIELDS);
        if (!parts.isEmpty() && depth >= DEEPEST) {
            options.error(DefinitionOption.EXTRA_METADATA_FIELDS, "stands " + (DEEPEST + 1) + " deep in others");
            return List.of();
        }
        Duration kept = options.seconds(DefinitionOption.EXTRA_METADATA_FIELDS_CACHE_SECONDS, KEPT);
        List<Map<?, ?>> skipped = skips(options);
        List<ExtraMetadata> extras = new ArrayList<>();
        for (DefinitionOptions part : parts) {
            part.inherit(options);
            new DefinitionReader(part, depth + 1)
                    .read()
                    .map(definition -> new ExtraMetadata(
                            definition,
                            part.given(DefinitionOption.EXTRA_METADATA_FIELDS_SKIP) ? skips(part) : skipped,
                            part.seconds(DefinitionOption.EXTRA_METADATA_FIELDS_CACHE_SECONDS, kept)))
                    .ifPresent(extras::add);
        }
        return extras;
    }

    private static List<Map<?, ?>> skips(DefinitionOptions options) {
        List<Map<?, ?>> skips = new ArrayList<>();
        for (Object skip : options.list(DefinitionOption.EXTRA_METADATA_FIELDS_SKIP)) {
            if (skip instanceof Map<?, ?> map) {
                if (!map.isEmpty()) {
                    skips.add(map);
                }
            } else {
                options.error(DefinitionOption.EXTRA_METADATA_FIELDS_SKIP, "must be a list of mappings");
            }
        }
        return skips;
    }
}
