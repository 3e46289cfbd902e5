package swschema.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The type of a text, a number, or true and false. */
final class ScalarType extends Type {
    /** How a value stands in JSON and in XML. */
    enum Kind {
        STRING,
        /** XML Schema folds white space around it. */
        TOKEN,
        INTEGER,
        BOOLEAN
    }

    private static final Pattern UNREPRESENTABLE =
            Pattern.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff\\ufffe\\uffff]");
    private static final long MOST_EXACT = (1L << 53) - 1;

    final Kind kind;
    private String pattern;
    private Pattern compiled;
    private long least = Long.MIN_VALUE;
    private long most = Long.MAX_VALUE;
    private boolean isDay;
    private Set<String> codes;

    ScalarType(String name, Kind kind) {
        super(name);
        this.kind = kind;
    }

    ScalarType pattern(String text) {
        pattern = text;
        return this;
    }

    ScalarType from(long bound) {
        least = bound;
        return this;
    }

    ScalarType to(long bound) {
        most = bound;
        return this;
    }

    ScalarType day() {
        isDay = true;
        return this;
    }

    ScalarType codes(Code... known) {
        codes = Stream.of(known).map(Code::getCode).filter(code -> !code.isEmpty()).collect(Collectors.toSet());
        return this;
    }

    @Override
    Object bind(Object value, String pointer, UnknownCodes unknown) {
        switch (kind) {
            case BOOLEAN:
                if (value instanceof Boolean) {
                    return value;
                }
                throw new RecordException(pointer, "true or false is expected here");
            case INTEGER:
                return bindInteger(value, pointer);
            default:
                if (!(value instanceof String)) {
                    throw new RecordException(pointer, "a string is expected here");
                }
                checkText((String) value, pointer, unknown);
                return value;
        }
    }

    private Long bindInteger(Object value, String pointer) {
        Long number = value instanceof Number ? wholeNumber((Number) value) : null;
        if (number == null) {
            throw new RecordException(pointer, "a whole number is expected here");
        }
        if (number < least || number > most) {
            throw new RecordException(pointer, "must be from " + least + " to " + most);
        }
        return number;
    }

    /** Returns a number as a whole one; null if it is not, or is too large. */
    private static Long wholeNumber(Number number) {
        BigDecimal exact;
        if (number instanceof BigDecimal) {
            exact = (BigDecimal) number;
        } else if (number instanceof BigInteger) {
            exact = new BigDecimal((BigInteger) number);
        } else if (number instanceof Double || number instanceof Float) {
            double each = number.doubleValue();
            if (Double.isNaN(each) || Double.isInfinite(each)) {
                return null;
            }
            exact = new BigDecimal(each);
        } else {
            exact = BigDecimal.valueOf(number.longValue());
        }
        if (exact.signum() == 0) {
            return 0L;
        }
        // Before anything is written out: 1e999999999 has as many digits.
        if ((long) exact.precision() - exact.scale() > 16 || exact.stripTrailingZeros().scale() > 0) {
            return null;
        }
        long whole = exact.longValueExact();
        return Math.abs(whole) <= MOST_EXACT ? whole : null;
    }

    private void checkText(String text, String pointer, UnknownCodes unknown) {
        if (UNREPRESENTABLE.matcher(text).find()) {
            throw new RecordException(pointer, "has a character that XML cannot represent");
        }
        if (codes != null) {
            boolean isText = !text.isEmpty() && text.strip().equals(text);
            if (!codes.contains(text) && !(unknown == UnknownCodes.KEEP && isText)) {
                throw new RecordException(pointer, "is not a code of its list");
            }
            return;
        }
        int length = text.codePointCount(0, text.length());
        if (length < least) {
            throw new RecordException(pointer, "is too short");
        }
        if (length > most) {
            throw new RecordException(pointer, "is longer than " + most + " characters");
        }
        if (pattern != null && !compiled().matcher(text).matches()) {
            throw new RecordException(pointer, "has the wrong format");
        }
        if (isDay && !isCalendarDay(text)) {
            throw new RecordException(pointer, "is not a day of the calendar");
        }
    }

    private Pattern compiled() {
        if (compiled == null) {
            compiled = Pattern.compile(pattern);
        }
        return compiled;
    }

    private static boolean isCalendarDay(String text) {
        try {
            LocalDate.parse(text.substring(0, 10));
            return true;
        } catch (DateTimeException error) {
            return false;
        }
    }
}
