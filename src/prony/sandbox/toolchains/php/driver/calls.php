<?php

// Answer calls of a file's functions, one after the other, in the candidate's process: `php calls.php FILE`.
// Frames (four bytes of length, then JSON) and tagged values are those of prony.sandbox.values. PHP has one kind of array:
// one whose keys are 0, 1, 2 ... travels as a list, the empty one, too, any other as a dict. Functions of the language
// are called by their full names, which no candidate can take.

namespace Prony\Calls;

const MAX_DEPTH = 100;
const MAX_FRAME = 8 << 20;
const MAX_TEXT = 2000;
const SAFE_INT = 1 << 53;

final class Unmarshallable extends \Exception
{
}

final class Driver
{
    /** @var resource */
    private $socket;

    public function __construct()
    {
        $this->socket = \fopen('php://fd/4', 'r+b');
        \stream_set_write_buffer($this->socket, 0);
        \stream_set_chunk_size($this->socket, 1 << 18);
    }

    public function send(string $text): void
    {
        $frame = \pack('V', \strlen($text)) . $text;
        for ($done = 0; $done < \strlen($frame);) {
            $count = @\fwrite($this->socket, $done === 0 ? $frame : \substr($frame, $done));
            if ($count === false || $count === 0) {
                exit(1);
            }
            $done += $count;
        }
    }

    public function failedToLoad(\Throwable $error): never
    {
        \fwrite(\STDERR, (string) $error . "\n");
        $this->send('{"load":' . Values::text(self::describe($error)) . '}');
        exit(1);
    }

    public function serve(): never
    {
        $this->send('{"ready":true}');
        while (true) {
            $length = \unpack('V', $this->take(4))[1];
            $this->send($this->answer(\json_decode($this->take($length), false, 512)));
        }
    }

    private function take(int $count): string
    {
        $data = '';
        while (\strlen($data) < $count) {
            $part = \fread($this->socket, $count - \strlen($data));
            if ($part === false || $part === '') {
                exit(0);
            }
            $data .= $part;
        }
        return $data;
    }

    private function answer(object $asked): string
    {
        $number = '{"n":' . (int) $asked->n;
        try {
            $given = Values::decode($asked->args);
            $named = Values::decode($asked->kwargs ?? (object) ['d' => []]);
            $function = self::named($asked->name);
            if ($function === null) {
                return $number . ',"missing":' . Values::text($asked->name) . '}';
            }
            try {
                $reply = '"value":' . Values::text(self::call($function, $given, $named));
            } catch (Unmarshallable $error) {
                throw $error;
            } catch (\Throwable $error) {
                $reply = '"error":' . Values::text(self::describe($error));
            }
            if ($asked->want) {
                $reply .= ',"arguments":' . Values::text(\array_values($given));
            }
            if (\strlen($reply) > MAX_FRAME - 100) {
                throw new Unmarshallable(\strlen($reply) . ' bytes, more than ' . MAX_FRAME);
            }
            return "$number,$reply}";
        } catch (Unmarshallable $error) {
            return $number . ',"unmarshallable":' . Values::text($error->getMessage()) . '}';
        }
    }

    /** Call a function; what it takes by reference is changed in $given. */
    private static function call(callable $function, array &$given, array $named): mixed
    {
        $passed = [];
        foreach ($given as $index => &$value) {
            $passed[$index] = &$value;
        }
        unset($value);
        foreach ($named as $name => $item) {
            $passed[(string) $name] = $item;
        }
        return $function(...$passed);
    }

    /** The candidate's own function or static method of that name, in whatever namespace; null where there is none. */
    private static function named(string $name): ?callable
    {
        if (\str_contains($name, '.')) {
            [$class, $method] = \explode('.', $name, 2);
            foreach (\get_declared_classes() as $known) {
                $same = $known === $class || \str_ends_with($known, "\\$class");
                if ($same && \method_exists($known, $method) && \is_callable([$known, $method])) {
                    $found = new \ReflectionMethod($known, $method);
                    return $found->isStatic() && !$found->isInternal() ? [$known, $method] : null;
                }
            }
            return null;
        }
        $wanted = \strtolower($name);
        foreach (\get_defined_functions()['user'] as $known) {
            if ($known === $wanted || \str_ends_with($known, "\\$wanted")) {
                return $known;
            }
        }
        $value = $GLOBALS[$name] ?? null;
        return $value instanceof \Closure ? $value : null;
    }

    private static function describe(\Throwable $error): array
    {
        $names = [self::short($error::class), ...\array_map(self::short(...), \array_values(\class_parents($error)))];
        $words = \substr($error->getMessage(), 0, MAX_TEXT);
        return [$names[0], \preg_match('//u', $words) === 1 ? $words : '', \array_slice($names, 1)];
    }

    private static function short(string $class): string
    {
        return \substr($class, (int) \strrpos("\\$class", '\\'), 80);
    }
}

final class Values
{
    public static function text(mixed $value, int $depth = 0): string
    {
        if ($value === null || \is_bool($value)) {
            return \json_encode($value);
        }
        if (\is_int($value)) {
            if ($value > -SAFE_INT && $value < SAFE_INT) {
                return (string) $value;
            }
            $hex = $value === \PHP_INT_MIN ? '8000000000000000' : \dechex(\abs($value));
            return '{"i":"' . ($value < 0 ? '-' : '') . "0x$hex\"}";
        }
        if (\is_float($value)) {
            return self::float($value);
        }
        if (\is_string($value)) {
            return \preg_match('//u', $value) === 1
                ? \json_encode($value, \JSON_UNESCAPED_SLASHES | \JSON_UNESCAPED_UNICODE)
                : '{"b":"' . \bin2hex($value) . '"}';
        }
        if ($depth >= MAX_DEPTH) {
            throw new Unmarshallable('more than ' . MAX_DEPTH . ' containers deep');
        }
        if (\is_array($value) && \array_is_list($value)) {
            $items = [];
            foreach ($value as $item) {
                $items[] = self::text($item, $depth + 1);
            }
            return '[' . \implode(',', $items) . ']';
        }
        if (\is_array($value) || $value instanceof \stdClass) {
            $pairs = [];
            foreach ((array) $value as $key => $item) {
                $pairs[] = '[' . self::text($key) . ',' . self::text($item, $depth + 1) . ']';
            }
            return '{"d":[' . \implode(',', $pairs) . ']}';
        }
        throw new Unmarshallable('a ' . \substr(\get_debug_type($value), 0, 80) . ' is not a plain value');
    }

    private static function float(float $value): string
    {
        if (\is_nan($value)) {
            return '{"f":"nan"}';
        }
        if (\is_infinite($value)) {
            return $value > 0 ? '{"f":"inf"}' : '{"f":"-inf"}';
        }
        return \json_encode($value, \JSON_PRESERVE_ZERO_FRACTION);
    }

    public static function decode(mixed $data): mixed
    {
        if (\is_array($data)) {
            return \array_map(self::decode(...), $data);
        }
        if (!\is_object($data)) {
            return $data;
        }
        foreach (\get_object_vars($data) as $tag => $body) {
            return match ($tag) {
                't', 's', 'z' => \array_map(self::decode(...), $body),
                'd' => self::pairs($body),
                'b' => \hex2bin($body),
                'i' => self::integer($body),
                'f' => match ($body) {
                    'nan' => \NAN,
                    'inf' => \INF,
                    '-inf' => -\INF,
                    default => (float) $body,
                },
                default => throw new Unmarshallable('a value that PHP does not have'),
            };
        }
        throw new Unmarshallable('a value that PHP does not have');
    }

    private static function pairs(array $body): array
    {
        $pairs = [];
        foreach ($body as [$key, $item]) {
            $name = self::decode($key);
            if (!\is_int($name) && !\is_string($name)) {
                throw new Unmarshallable('a key that PHP does not have');
            }
            $pairs[$name] = self::decode($item);
        }
        return $pairs;
    }

    private static function integer(string $body): int
    {
        $value = \hexdec(\ltrim($body, '-0x') ?: '0');
        if (\str_starts_with($body, '-') && \ltrim($body, '-0x') === '8000000000000000') {
            return \PHP_INT_MIN;
        }
        if (!\is_int($value)) {
            throw new Unmarshallable('an integer that PHP does not have');
        }
        return \str_starts_with($body, '-') ? -$value : $value;
    }
}

// The file is loaded here, at the top, so that its variables are global ones as they are where it is run by itself.
$argv = $GLOBALS['argv'] = $_SERVER['argv'] = [$argv[1]];
$argc = $GLOBALS['argc'] = $_SERVER['argc'] = 1;
try {
    require $argv[0];
} catch (\Throwable $error) {
    (new Driver())->failedToLoad($error);
}
(new Driver())->serve();
