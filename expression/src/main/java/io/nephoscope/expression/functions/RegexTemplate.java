package io.nephoscope.expression.functions;

import io.nephoscope.expression.ErrorKind;
import io.nephoscope.expression.value.PythonError;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;

/** The replacement of {@code re.sub}: {@code \1}, {@code \g<name>} and escapes. Parts are texts or numbers of groups. */
record RegexTemplate(List<Object> parts) {

    private static final String LETTERS = "abfnrtv\\";
    private static final String MEANINGS = "\u0007\b\f\n\r\t\u000b\\";

    static RegexTemplate of(String template, RegexPattern pattern) {
        List<Object> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int position = 0;
        while (position < template.length()) {
            char c = template.charAt(position++);
            if (c != '\\') {
                literal.append(c);
                continue;
            }
            if (position == template.length()) {
                throw problem("bad escape (end of pattern)", position - 1);
            }
            char next = template.charAt(position++);
            int known = LETTERS.indexOf(next);
            if (known >= 0) {
                literal.append(MEANINGS.charAt(known));
            } else if (next == 'g') {
                int end = template.indexOf('>', position);
                if (!template.startsWith("<", position) || end < 0) {
                    throw problem("missing group name", position);
                }
                flush(parts, literal);
                parts.add(group(template.substring(position + 1, end), pattern, position + 1));
                position = end + 1;
            } else if (next >= '0' && next <= '9') {
                position = digits(template, position - 1, parts, literal, pattern);
            } else if (Character.isLetter(next) && next < 0x80) {
                throw problem("bad escape \\" + next, position - 2);
            } else {
                literal.append('\\').append(next);
            }
        }
        flush(parts, literal);
        return new RegexTemplate(parts);
    }

    private static PythonError problem(String problem, int at) {
        return new PythonError(ErrorKind.PATTERN_ERROR, problem + " at position " + at);
    }

    private static void flush(List<Object> parts, StringBuilder literal) {
        if (literal.length() > 0) {
            parts.add(literal.toString());
            literal.setLength(0);
        }
    }

    private static Integer group(String name, RegexPattern pattern, int at) {
        if (name.matches("[0-9]{1,5}")) {
            return checked(Integer.parseInt(name), pattern, at);
        }
        Integer group = pattern.names().get(name);
        if (group == null) {
            throw name.matches("\\w+") && !Character.isDigit(name.charAt(0))
                    ? PythonError.index("unknown group name '" + name + "'")
                    : problem("bad character in group name '" + name + "'", at);
        }
        return group;
    }

    private static Integer checked(int group, RegexPattern pattern, int at) {
        if (group > pattern.groups()) {
            throw problem("invalid group reference " + group, at);
        }
        return group;
    }

    /** One or two digits are a group; a 0 before them, or three octal digits, a character. */
    private static int digits(
            String template, int from, List<Object> parts, StringBuilder literal, RegexPattern pattern) {
        String digits = leading(template.substring(from), 3);
        boolean octal = digits.startsWith("0") || (digits.length() == 3 && digits.matches("[0-7]{3}"));
        if (octal) {
            String code = digits.startsWith("0") ? digits.replaceFirst("^(0[0-7]{0,2}).*", "$1") : digits;
            int value = Integer.parseInt(code, 8);
            if (value > 0xFF) {
                throw problem("octal escape value \\" + code + " outside of range 0-0o377", from - 1);
            }
            literal.append((char) value);
            return from + code.length();
        }
        String group = leading(digits, 2);
        flush(parts, literal);
        parts.add(checked(Integer.parseInt(group), pattern, from));
        return from + group.length();
    }

    private static String leading(String text, int most) {
        int end = 0;
        while (end < most && end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return text.substring(0, end);
    }

    String expand(MatchResult match) {
        StringBuilder out = new StringBuilder();
        for (Object part : parts) {
            if (part instanceof Integer group) {
                String found = match.group(group);
                out.append(found == null ? "" : found);
            } else {
                out.append(part);
            }
        }
        return out.toString();
    }
}
