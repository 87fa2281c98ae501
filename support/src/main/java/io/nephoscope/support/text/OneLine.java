package io.nephoscope.support.text;

import org.jspecify.annotations.Nullable;

/**
 * Makes one line of bounded length out of a text from outside (a plugin, a peer, a file), so that it can
 * neither forge lines of a log nor steer a terminal nor fill a disk. To be applied once, where the text
 * enters; applied again it changes nothing.
 */
public final class OneLine {

    /** The greatest length of a line, in characters. */
    public static final int LIMIT = 500;

    private static final char CUT = '…';

    private OneLine() {}

    /** The text on one line of at most {@link #LIMIT} characters; empty for null. */
    public static String of(@Nullable String text) {
        return of(text, LIMIT);
    }

    /** Why something failed: its message on one line, or the kind of failure where it has none. */
    public static String reason(Throwable failure) {
        return of(failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage());
    }

    /**
     * The text on one line. What is cut off is shown by an ellipsis at the end.
     *
     * @param limit at least 1
     */
    public static String of(@Nullable String text, int limit) {
        if (text == null) {
            return "";
        }
        if (text.length() <= limit && isPlain(text)) {
            return text;
        }
        StringBuilder line = new StringBuilder(Math.min(text.length(), limit));
        for (int at = 0; at < text.length(); ) {
            int codePoint = text.codePointAt(at);
            at += Character.charCount(codePoint);
            String shown = shown(codePoint);
            boolean last = at == text.length();
            if (line.length() + shown.length() > (last ? limit : limit - 1)) {
                return line.append(CUT).toString();
            }
            line.append(shown);
        }
        return line.toString();
    }

    private static boolean isPlain(String text) {
        return text.codePoints().noneMatch(OneLine::isHarmful);
    }

    private static String shown(int codePoint) {
        if (!isHarmful(codePoint)) {
            return Character.toString(codePoint);
        }
        return switch (codePoint) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default ->
                codePoint > Character.MAX_VALUE ? "\\U%08x".formatted(codePoint) : "\\u%04x".formatted(codePoint);
        };
    }

    /** Control characters, line separators, what turns the direction of writing, halves of surrogate pairs. */
    private static boolean isHarmful(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> true;
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
