const config = { locale: 'de' };
