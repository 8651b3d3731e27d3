<?php
declare(strict_types=1);

const IDLE = 900;
const LONGEST = 5000;
const MOST_FAMILIES = 3;
const GRACE = 10;

final class Family
{
    public bool $over = false;
    public int $newest = 0;
    public int $previous = 0;
    public int $madeAt = 0;

    public function __construct(public readonly string $user, public readonly string $device, private readonly int $loginAt)
    {
    }

    public function isExpired(int $time): bool
    {
        return $time >= $this->madeAt + IDLE || $time >= $this->loginAt + LONGEST;
    }
}

final class Server
{
    /** @var Family[] */
    private array $families = [];
    /** @var array<int, Family> */
    private array $familyOf = [];

    public function login(int $time, string $user, string $device): string
    {
        $bumped = '';
        $alive = $this->alive($user, $time);
        if (count($alive) === MOST_FAMILIES) {
            usort($alive, fn(Family $a, Family $b): int => $a->newest <=> $b->newest);
            $alive[0]->over = true;
            $bumped = "bumped {$alive[0]->device}\n";
        }
        $family = $this->families[] = new Family($user, $device, $time);
        return $bumped . $this->makeToken($family, $time);
    }

    public function renew(int $time, int $number): string
    {
        $refusal = $this->refusal($time, $number);
        if ($refusal !== null) {
            return $refusal;
        }
        $family = $this->familyOf[$number];
        if ($number === $family->newest) {
            return $this->makeToken($family, $time);
        }
        if ($number === $family->previous && $time <= $family->madeAt + GRACE) {
            return "token $family->newest";
        }
        $family->over = true;
        return 'theft';
    }

    public function logout(int $time, int $number): string
    {
        $refusal = $this->refusal($time, $number);
        if ($refusal === null) {
            $this->familyOf[$number]->over = true;
        }
        return $refusal ?? 'bye';
    }

    public function logoutAll(int $time, string $user): string
    {
        $alive = $this->alive($user, $time);
        foreach ($alive as $family) {
            $family->over = true;
        }
        return 'bye ' . count($alive);
    }

    public function devices(int $time, string $user): string
    {
        return implode(' ', ['alive', ...array_map(fn(Family $family): string => $family->device, $this->alive($user, $time))]);
    }

    private function makeToken(Family $family, int $time): string
    {
        $number = count($this->familyOf) + 1;
        $this->familyOf[$number] = $family;
        $family->previous = $family->newest;
        $family->newest = $number;
        $family->madeAt = $time;
        return "token $number";
    }

    /** @return list<Family> */
    private function alive(string $user, int $time): array
    {
        $isAlive = fn(Family $family): bool => $family->user === $user && !$family->over && !$family->isExpired($time);
        return array_values(array_filter($this->families, $isAlive));
    }

    private function refusal(int $time, int $number): ?string
    {
        $family = $this->familyOf[$number] ?? null;
        return match (true) {
            $family === null => 'unknown',
            $family->over => 'over',
            $family->isExpired($time) => 'expired',
            default => null,
        };
    }
}

$server = new Server();
while (($line = fgets(STDIN)) !== false) {
    $words = explode(' ', trim($line));
    $time = (int) $words[0];
    echo match ($words[1]) {
        'login' => $server->login($time, $words[2], $words[3]),
        'renew' => $server->renew($time, (int) $words[2]),
        'logout' => $server->logout($time, (int) $words[2]),
        'logoutall' => $server->logoutAll($time, $words[2]),
        'list' => $server->devices($time, $words[2]),
    }, "\n";
}
