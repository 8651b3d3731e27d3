# Run the checks of one file and of the controls beside it: check(NAME, CODE) passes when CODE returns something true.
use strict;
use warnings;
use JSON::PP ();
use POSIX ();

my ($tests, $work) = @ENV{qw(PRONY_TESTS PRONY_WORK)};
my $json = JSON::PP->new->utf8->canonical;
my $job = $json->decode(do { local $/; <STDIN> });
open(my $channel, '>&=', delete $ENV{PRONY_CHANNEL}) or die "no channel: $!";
my %wanted = map { $_ => 1 } @{ $job->{tests} // [] };
my $file;
chdir $work or die "no work folder: $!";

sub report { syswrite $channel, $json->encode({@_}) . "\n" }

sub main::check {
    my ($name, $code) = @_;
    my $id = "$file > $name";
    return if $job->{tests} && !$wanted{$id};
    my $word = join '', map { sprintf '%08x', rand 2**32 } 1 .. 4;
    pipe my $reader, my $writer or die "no pipe: $!";
    my $pid = fork() // die "no process: $!";
    if (!$pid) {
        my $passed = eval { $code->() };
        syswrite $writer, $word if $passed;
        POSIX::_exit(0);
    }
    close $writer;
    sysread $reader, my $said, 64;
    kill 'KILL', $pid;
    waitpid $pid, 0;
    report(test => $id, status => $said eq $word ? 'pass' : 'fail');
}

for (@{ $job->{files} }) {
    $file = $_;
    do "$tests/$file" or $@ and warn $@;
}
report(done => $job->{nonce});
