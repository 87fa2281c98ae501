package io.nephoscope.shell.text;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Patterns in which {@code *} stands for any characters and {@code ?} for one. */
public final class Glob {

    private Glob() {}

    public static Predicate<String> matching(String glob) {
        StringBuilder regex = new StringBuilder();
        glob.codePoints()
                .forEach(c -> regex.append(
                        switch (c) {
                            case '*' -> ".*";
                            case '?' -> ".";
                            default -> Pattern.quote(Character.toString(c));
                        }));
        return Pattern.compile(regex.toString(), Pattern.DOTALL).asMatchPredicate();
    }
}
