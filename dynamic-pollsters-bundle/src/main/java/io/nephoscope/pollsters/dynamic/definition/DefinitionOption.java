package io.nephoscope.pollsters.dynamic.definition;

import java.util.Locale;

/** The options of a definition, in the order in which they are documented. */
enum DefinitionOption {
    NAME,
    SAMPLE_TYPE,
    UNIT,
    VALUE_ATTRIBUTE,
    ENDPOINT_TYPE,
    URL_PATH,
    METADATA_FIELDS,
    METADATA_MAPPING,
    PRESERVE_MAPPED_METADATA,
    SKIP_SAMPLE_VALUES,
    VALUE_MAPPING,
    DEFAULT_VALUE,
    RESPONSE_ENTRIES_KEY,
    USER_ID_ATTRIBUTE,
    PROJECT_ID_ATTRIBUTE,
    RESOURCE_ID_ATTRIBUTE,
    NEXT_SAMPLE_URL_ATTRIBUTE,
    HEADERS,
    TIMEOUT,
    EXTRA_METADATA_FIELDS,
    EXTRA_METADATA_FIELDS_CACHE_SECONDS,
    EXTRA_METADATA_FIELDS_SKIP,
    RESPONSE_HANDLERS,
    NAMESPACES,
    MODULE,
    AUTHENTICATION_OBJECT,
    AUTHENTICATION_PARAMETERS,
    BARBICAN_SECRET_ID,
    HOST_COMMAND,
    /** Of extra metadata alone: {@code value_attribute} by another name. */
    VALUE;

    /** As it is written. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
