# Answer calls of a module's functions, one after the other: `perl calls.pl FILE`. Frames are four bytes of length, then
# JSON; values are tagged as `prony.sandbox.values` says. Of Perl's own there are texts, numbers, lists and hashes.
use strict;
use warnings;
use JSON::PP ();

my $json = JSON::PP->new->utf8->allow_nonref;
open(my $socket, '+<&=', 4) or die "no socket: $!";

sub encode {
    my ($value) = @_;
    return [map { encode($_) } @$value] if ref $value eq 'ARRAY';
    return { d => [map { [$_, encode($value->{$_})] } sort keys %$value] } if ref $value eq 'HASH';
    return $value if !ref $value || JSON::PP::is_bool($value);
    die 'a ' . ref($value) . " is not a plain value\n";
}

sub decode {
    my ($data) = @_;
    return [map { decode($_) } @$data] if ref $data eq 'ARRAY';
    return $data if ref $data ne 'HASH';
    return { map { $_->[0] => decode($_->[1]) } @{ $data->{d} } } if $data->{d};
    return [map { decode($_) } @{ $data->{t} }] if $data->{t};
    die "a value that Perl does not have\n";
}

sub take {
    my ($count) = @_;
    my $data = '';
    while (length $data < $count) {
        sysread($socket, $data, $count - length $data, length $data) or exit 0;
    }
    return $data;
}

sub send_frame {
    my $text = $json->encode($_[0]);
    my $frame = pack('V', length $text) . $text;
    while (length $frame) { substr($frame, 0, syswrite($socket, $frame)) = '' }
}

sub answer {
    my ($asked) = @_;
    my $function = main->can($asked->{name}) or return { n => $asked->{n}, missing => $asked->{name} };
    my $given = decode($asked->{args});
    my $reply = { n => $asked->{n} };
    my $value = eval { [scalar $function->(@$given)] };
    return { %$reply, error => ['die', "$@", []] } if !$value;
    eval {
        $reply->{value} = encode($value->[0]);
        $reply->{arguments} = encode($given) if $asked->{want};
        1;
    } or return { n => $asked->{n}, unmarshallable => "$@" };
    return $reply;
}

if (!eval { require $ARGV[0]; 1 }) {
    print STDERR $@;
    send_frame({ load => ['die', "$@", []] });
    exit 1;
}
send_frame({ ready => JSON::PP::true });
send_frame(answer($json->decode(take(unpack 'V', take(4))))) while 1;
