package io.nephoscope.expression.functions;

/** The numbers that Python gives to the flags of patterns. */
final class RegexFlags {

    static final Long IGNORECASE = 2L;
    static final Long MULTILINE = 8L;
    static final Long DOTALL = 16L;
    static final Long VERBOSE = 64L;
    static final Long ASCII = 256L;
    static final long KNOWN = 2 | 8 | 16 | 32 | 64 | 256;

    private RegexFlags() {}
}
