let turns: number = 0;
for (;;) turns++;
